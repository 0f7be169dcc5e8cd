(function () {
  var select = document.getElementById("zone");
  if (!select || /[?&]zone=/.test(location.search)) return;
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  var known = Array.prototype.some.call(select.options, function (option) { return option.value === zone; });
  if (!known || select.value === zone) return;
  location.replace(location.pathname + (location.search ? location.search + "&" : "?") + "zone=" + encodeURIComponent(zone));
})();
