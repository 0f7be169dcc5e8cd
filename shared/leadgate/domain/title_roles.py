"""Whole titles and the nouns that carry a rank, in the languages a B2B form sees.

A row is `seniority [authority] [function …] [~fallback] [+marker …]: titles`. The function is part of the title
itself (a CFO is finance wherever the word stands); a ~fallback holds only while no field of work is named beside
it ("Geschäftsführer" is executive, "Geschäftsführer Vertrieb" sales); a ?function is another reading of the same
letters, taken when that field is named ("CPO, Procurement"). Without an authority the seniority's own is meant.
"""

TOP = """
c_level 1.0 executive: ceo, chief executive, chief executive officer, pdg, président directeur général, président
    général, presidente ejecutivo, consejero delegado, consejera delegada, director ejecutivo, amministratore
    delegato, amministratrice delegata, vorstandsvorsitzender, vorstandsvorsitzende, vorsitzender der
    geschäftsführung, vorsitzende der geschäftsführung, sprecher des vorstands, sprecher der geschäftsführung, group
    ceo, gedelegeerd bestuurder, administrateur délégué, administrador delegado, algemeen directeur, diretor
    presidente, diretora presidente, diretor executivo presidente, direttore generale, direttrice generale,
    verkställande direktör, daglig leder, administrerende direktør, chief everything officer, chief cook & bottle
    washer, toimitusjohtaja
c_level 0.95 ~executive: geschäftsführer, geschäftsführerin, geschäftsführende, geschäftsführender, geschäftsführung,
    geschäftsleitung, geschäftsleiter, gf, gschf, mitglied der geschäftsleitung, mitglied der geschäftsführung,
    mitglied des vorstands, vorstand, vorstandsmitglied, vorständin, managing director, md, managing directors,
    director general, directora general, directeur général, directrice générale, direction générale, directeur
    generaal, general director, generaldirektor, diretor geral, diretora geral, diretor superintendente, gerente
    general, dirección general, direzione generale, hauptgeschäftsführer, president, président, présidente,
    presidente, presidenta, präsident, prezes, dg, directie, directielid, algemene directie, gérant, gérante,
    zaakvoerder, bestuurder, bedrijfsbestuurder, amministratore unico, amministratore, administrador, administradora,
    administrador único, comité de direction, codir, comex, executive board, member of the executive board, executive
    committee, management board, csuite, c suite, c level, executive chairman, executive chair, cxo, chief
    administrative officer, cao, chief administration officer, general secretary, secretary general, generalsekretär,
    secrétaire général, secrétaire générale, secretario general, segretario generale, directeur exécutif, directrice
    exécutive, direttore esecutivo, diretor executivo, diretora executiva, directeur gérant, geschäftsführender
    direktor, chief business officer, chief executive director
c_level 1.0 executive +owner: owner, business owner, co owner, coowner, shop owner, store owner, agency owner,
    proprietor, inhaber, inhaberin, eigentümer, eigentümerin, propriétaire, propietario, propietaria, proprietário,
    proprietária, proprietario, proprietaria, titolare, titular, titulaire, dueño, dueña, dono, dona, eigenaar,
    eigenaresse, chef d'entreprise, dirigeant, dirigeante, imprenditore, imprenditrice, empresario, empresaria,
    empresário, empresária, ondernemer, unternehmer, unternehmerin, entrepreneur, entrepreneuse, emprendedor,
    empreendedor, owner operator, principal owner, geschäftsinhaber, geschäftsinhaberin, firmeninhaber,
    firmeninhaberin, patron, directeur eigenaar, directeur grootaandeelhouder, business woman, businessman,
    businesswoman, właściciel, ägare
c_level 1.0 executive +founder: founder, cofounder, co founder, founding partner, founding member, gründer, gründerin,
    mitgründer, mitgründerin, mitbegründer, fondateur, fondatrice, cofondateur, cofondatrice, co fondateur, co
    fondatrice, fundador, fundadora, cofundador, cofundadora, co fundador, co fundadora, fondatore, cofondatore, co
    fondatore, oprichter, medeoprichter, mede oprichter, founding ceo, grundare, sócio fundador, socio fundador, socio
    fondatore, associé fondateur, gründungspartner, geschäftsführender gesellschafter, gründungsgesellschafter
c_level 0.9 ~executive +partner: partner, managing partner, equity partner, senior partner, general partner, sócio,
    sócia, socio, socia, associé, associée, vennoot, gesellschafter, gesellschafterin, sócio administrador, sócio
    gerente, sócio diretor, socio director, associé gérant, gesellschafter geschäftsführer, executive partner, senior
    managing partner, principal partner, teilhaber, geschäftsführender partner, managing member
c_level 0.6 ~executive +board: board member, board director, board of directors, member of the board, member of the
    board of directors, non executive director, nonexecutive director, independent director, ned, chairman,
    chairwoman, chairperson, chair, chairman of the board, board chair, vice chairman, vice chair, deputy chairman,
    board president, aufsichtsrat, aufsichtsrätin, aufsichtsratsmitglied, aufsichtsratsvorsitzender, beirat, beirätin,
    verwaltungsrat, verwaltungsrätin, verwaltungsratspräsident, administrateur, administratrice, membre du conseil
    d'administration, président du conseil d'administration, consejero, consejera, miembro del consejo, conselheiro,
    conselheira, conselheiro de administração, membro do conselho, consigliere, consigliera, consigliere di
    amministrazione, presidente del consejo, presidente do conselho, membro del cda, commissaris, raad van bestuur,
    raad van commissarissen, lid raad van bestuur, trustee, board of trustees, president of the board, voorzitter, non
    executive
"""

CHIEFS = """
c_level finance: cfo, chief financial officer, chief finance officer, chief accounting officer, chief investment
    officer, chief audit executive, chief risk officer, cro risk, group cfo, daf, directeur administratif et
    financier, directrice administrative et financière, finanzvorstand, kaufmännischer geschäftsführer, kaufmännische
    geschäftsführerin, kaufmännische geschäftsführung, finanzchef, director administrativo financiero, chief tax
    officer, chief credit officer, chief actuary, chief treasury officer, ekonomichef
c_level operations: coo, chief operating officer, chief operations officer, chief supply chain officer, csco, chief
    procurement & supply chain officer, chief quality officer, chief logistics officer, chief manufacturing officer,
    chief safety officer, chief project officer, chief delivery officer, chief transformation officer,
    produktionsvorstand
c_level engineering ?it: cto, chief technology officer, chief technical officer, chief engineering officer, cpto,
    ctpo, chief ai officer, chief artificial intelligence officer, technischer geschäftsführer, technischer vorstand,
    technikvorstand
c_level it: ciso, chief information security officer, chief security officer, chief data officer, chief digital
    officer, chief analytics officer, cdao, cdio, caio, chief data & analytics officer, dsi, dosi, directeur des
    systèmes d'information, directrice des systèmes d'information, chief digital information officer, rssi
c_level it ?finance: cio, chief information officer
c_level it ?marketing ?sales: cdo
c_level marketing: cmo, chief marketing officer, chief brand officer, chief communications officer, chief
    communication officer, chief growth officer, cgo, chief content officer, chief creative officer, chief marketing &
    communications officer, marketingvorstand
c_level sales ?finance: cro
c_level sales: chief revenue officer, chief sales officer, chief commercial officer, cbdo, chief business development
    officer, chief partnership officer, chief partnerships officer, vertriebsvorstand
c_level sales ?support ?legal ?marketing: cco
c_level executive ?it ?sales ?research ?operations ?finance: cso
c_level executive: chief strategy officer, chief corporate development officer, chief impact officer
c_level operations: chief sustainability officer
c_level product ?hr ?procurement: cpo
c_level product: chief product officer, chief design officer, chief product & technology officer, chief experience
    officer
c_level procurement: chief procurement officer, chief purchasing officer, chief sourcing officer, einkaufsvorstand
c_level hr: chro, chief human resources officer, chief hr officer, chief people officer, chief talent officer, chief
    learning officer, chief diversity officer, chief culture officer, chief people & culture officer, drh, directeur
    des ressources humaines, directrice des ressources humaines, personalvorstand, arbeitsdirektor, chief human
    capital officer, chief personnel officer
c_level legal: clo, chief legal officer, general counsel, chief compliance officer, group general counsel, chief
    privacy officer, chief ethics officer, chief counsel, chefsyndikus, directeur juridique groupe
c_level support: chief customer officer, chief client officer, chief customer experience officer, chief customer
    success officer
c_level research: chief science officer, chief scientific officer, chief innovation officer, chief research officer
c_level other: chief medical officer, chief nursing officer, cno, chief clinical officer, chief medical information
    officer, cmio
c_level ~executive: chief
c_level 0.6 education ~education: vice chancellor, pro vice chancellor, deputy vice chancellor, chancellor, provost,
    rector, rektor, rektorin, recteur, rectora, reitor, reitora, rettore, rector magnificus, university president,
    vice provost
c_level 0.6 executive +government: minister, prime minister, minister of state, secretary of state, state secretary,
    staatssekretär, permanent secretary, mayor, bürgermeister, bürgermeisterin, oberbürgermeister, maire, alcalde,
    alcaldesa, prefeito, prefeita, sindaco, burgemeester, governor, senator, member of parliament, member of congress,
    congressman, congresswoman, abgeordneter, abgeordnete, député, députée, diputado, diputada, deputado, deputada,
    ministre, ministro, ministra, landrat, undersecretary, under secretary, wethouder
"""

UPPER = """
vp: vp, vice president, svp, evp, senior vice president, executive vice president, vice président, vice présidente,
    vicepresidente, vice presidente, vicepresidenta, vizepräsident, vizepräsidentin, vice presidents, gvp, group vice
    president, corporate vice president, cvp, rvp, regional vice president, sr vp, area vice president, vice prezes
vp engineering: vpe
vp ~executive: dga, directeur général adjoint, directrice générale adjointe, stellvertretender geschäftsführer,
    stellvertretende geschäftsführerin, subdirector general, vice direttore generale
director 0.6: subdirector, subdirectora, vicedirettore, vicedirettrice, avp, assistant vice president, associate vice
    president, assistant vp, associate vp
director: director, dir, drctr, directer, direcotr, direktor, direktorin, directeur, directrice, direction, directora,
    dirección, diretor, diretora, diretoria, direttore, direttrice, direzione, head, hd, leiter, leiterin, leitung,
    leitende, leitender, lead director, bereichsleiter, bereichsleiterin, bereichsleitung, hauptabteilungsleiter,
    hauptabteilungsleiterin, ressortleiter, hoofd, direktør, direktör, dyrektor, managing head, group head, global
    head, senior director, executive director, dirigente, directivo, directiva, spartenleiter, division head,
    divisional director, directorate
director ~executive: general manager, gm, country manager, country director, country head, country lead, general
    managers, standortleiter, standortleiterin, standortleitung, niederlassungsleiter, niederlassungsleiterin,
    niederlassungsleitung, landesgeschäftsführer, site director, business unit director, business unit manager,
    business unit head, bu manager, bu head, bu lead, geschäftsbereichsleiter, geschäftsstellenleiter, directeur
    d'agence, directeur de site, vestigingsdirecteur, vestigingsmanager, mitglied der erweiterten geschäftsleitung,
    regional managing director, directeur de filiale, zentralbereichsleiter, deputy general manager, directeur pays,
    geschäftsfeldleiter
director 0.75 ~executive +signatory: prokurist, prokuristin, prokura, handlungsbevollmächtigter,
    handlungsbevollmächtigte, fondé de pouvoir, fondée de pouvoir, procuratore, apoderado, apoderada, einzelprokura,
    gesamtprokura
director 0.5 executive: chief of staff, directeur de cabinet, directrice de cabinet, jefe de gabinete, chefe de
    gabinete, stabschef, kabinettschef
director operations: werksleiter, werkleiter, werksleiterin, werksleitung, betriebsleiter, betriebsleiterin,
    betriebsleitung, plant manager, factory manager, directeur d'usine, directrice d'usine, jefe de planta, gerente de
    planta, director de planta, gerente de fábrica, direttore di stabilimento, fabrieksdirecteur, fabrieksmanager,
    bedrijfsleider, plant head, mill manager, works manager, refinery manager, mine manager, directeur industriel
director 0.65 finance: treasurer, trésorier, trésorière, tesorero, tesorera, tesoureiro, tesoriere, penningmeester,
    schatzmeister, corporate controller, group controller, comptroller, group financial controller, international
    controller
director 0.5 marketing: creative director, kreativdirektor
director 0.65 legal: company secretary, corporate secretary, deputy general counsel, associate general counsel,
    secretary & general counsel
director 0.6 it: business information security officer, deputy ciso
director 0.6 education: dean, dekan, dekanin, doyen, doyenne, decano, decana, preside, decaan, principal of school,
    school principal, high school principal, elementary principal, headteacher, head teacher, headmaster,
    headmistress, schulleiter, schulleiterin, schulleitung, proviseur, chef d'établissement, director escolar,
    directora escolar, diretor escolar, dirigente scolastico, superintendent of schools, school superintendent,
    schoolleider, registrar, department chair, head of school, vice principal, assistant principal, vice dean,
    associate dean, assistant dean, school director
director 0.6 executive +government: commissioner, city manager, county administrator, town manager, councillor,
    councilor, councilman, councilwoman, council member, county commissioner, stadtrat, stadträtin, gemeinderat, city
    administrator, deputy minister, consul, deputy mayor, ambassador, diplomat
director 0.6 other: chief of police, police chief, fire chief, chief of surgery, medical director, ärztlicher
    direktor, ärztliche direktorin, chefarzt, chefärztin, funeral director, music director
individual 0.1 other: film director, choir director, casting director, director of photography, stage director
individual 0.15 marketing: art director, artdirector, directeur artistique, directrice artistique, director de arte,
    diretor de arte
"""

MIDDLE = """
manager: manager, subgerente, subjefe, mgr, mngr, mgmt, manger, mananger, managerin, supervisor, supervisora, foreman,
    superintendent, gerente, gerenta, gerencia, gerência, jefe, jefa, jefatura, responsable, responsabile, resp,
    responsavel, responsável, verantwoordelijke, verantwortlicher, verantwortliche, verantwortlich, capo, chefe,
    encargado, encargada, encarregado, encarregada, coordenador, coordenadora, coordinador, coordinadora,
    coordinatore, coordinatrice, coordonnateur, coordonnatrice, teamleiter, teamleiterin, teamleitung, team lead, team
    leader, teamlead, teamleader, teamleider, gruppenleiter, gruppenleiterin, gruppenleitung, abteilungsleiter,
    abteilungsleiterin, abteilungsleitung, referatsleiter, sachgebietsleiter, afdelingshoofd, afdelingsmanager,
    leidinggevende, leider, teamchef, teammanager, chef d'équipe, cheffe d'équipe, chef de service, cheffe de service,
    chef de département, chef d'unité, capo reparto, caporeparto, capo ufficio, capoufficio, capo area, capoarea, jefe
    de equipo, líder de equipo, line manager, section head, unit head, shift lead, shift leader, group lead, group
    leader, crew leader, vorarbeiter, schichtführer, schichtleiter, schichtleiterin, supervisore, chef de groupe,
    preposto, quadro, líder, lider, leader, cadre, kierownik, chefin, teamlider, area lead, dept head, department
    head, fachbereichsleiter, fachbereichsleiterin, fachbereichsleitung, stellenleiter, referatsleiterin,
    bereichsverantwortlicher, mandatsleiter, verksamhetschef, enhetschef, section manager, responsables, encargados,
    charge manager, gerente regional, people manager, chef adjoint, cheffe
manager ~operations: project manager, projectmanager, program manager, programme manager, projektleiter,
    projektleiterin, projektleitung, projektmanager, projektmanagerin, projectleider, chef de projet, cheffe de
    projet, jefe de proyecto, jefe de proyectos, gestor de projetos, gestor de proyectos, capo progetto, project lead,
    delivery manager, directeur de projet, gerente de projetos, gerente de proyectos, teilprojektleiter, scrum master,
    project director, programmanager, projektledare, release manager, oberbauleiter, capocommessa, project portfolio
    manager
manager sales: regional sales manager, directeur d'agence commerciale, jefe de ventas, capo vendite, chef des ventes,
    chef de ventes, gebietsverkaufsleiter, area sales manager, regionalverkaufsleiter, chef de secteur, district sales
    manager
manager 0.2 sales: account manager, key account manager, kam, accountmanager, key accountmanager, territory manager,
    business development manager, bdm, gebietsleiter, gebietsverkaufsleiterin, channel manager, channel partner
    manager, partner manager, partner account manager, technical account manager, tam, strategic account manager,
    global account manager, account director, relationship manager, client manager, client partner, kundenmanager,
    responsable grands comptes, responsable de comptes, responsable de compte, gestor de cuentas, gestor de contas,
    gerente de cuentas, gerente de contas, partnership manager, alliance manager, sales account manager, executive de
    contas
manager 0.25 support: customer success manager, csm, customer success managers, client success manager, customer
    onboarding manager, customer service manager, customer support manager, customer experience manager,
    implementation manager, incident manager
manager 0.35 product: product manager, productmanager, produktmanager, produktmanagerin, chef de produit, cheffe de
    produit, jefe de producto, gerente de produto, gestor de produto, product leader, product line manager
manager 0.35 marketing: community manager, social media manager, content manager, brand manager, chef de marque
manager 0.5 procurement: category manager, purchasing manager, commodity manager, head buyer, chief buyer, sourcing
    manager, procurement lead, chef acheteur, jefe de compras, responsable achats, buying manager, vendor manager,
    hoofdinkoper, chef des achats, acheteur principal
manager 0.3 operations: office manager, officemanager, office managerin, store manager, shop manager, branch manager,
    filialleiter, filialleiterin, marktleiter, marktleiterin, store leader, restaurant manager, hotel manager,
    facility manager, facilities manager, property manager, bauleiter, bauleiterin, polier, construction manager, site
    manager, site supervisor, site superintendent, conducteur de travaux, chef de chantier, jefe de obra, uitvoerder,
    meister, meisterin, ploegbaas, chef d'atelier, capo cantiere, capo turno, shift manager, shift supervisor, chef de
    magasin, responsable de magasin, responsable magasin, directeur de magasin, gerente de tienda, gerente de loja,
    filiaalmanager, filiaalleider, warehouse lead, lagerleiter, chef de gare, werkmeister, industriemeister,
    capofficina
manager finance: controller, financial controller, finance controller, chief accountant, chef comptable,
    hauptbuchhalter, jefe de contabilidad, capo contabile, capocontabile, hoofd boekhouding, plant controller,
    divisional controller, raf, responsable administratif et financier, responsable administrative et financière,
    contador general, contralor, contador geral
manager 0.3 hr: recruiting lead, talent acquisition lead, talent acquisition manager, recruitment manager, recruiting
    manager, training manager
manager legal: data protection officer, dpo, datenschutzbeauftragter, datenschutzbeauftragte, délégué à la protection
    des données, money laundering reporting officer, compliance manager, legal manager
manager 0.4 it: it manager, it leader, service delivery manager, systems manager
manager other: head nurse, charge nurse, nurse manager, head coach, head chef, executive chef, küchenchef,
    küchenchefin, sous chef, oberarzt, oberärztin, chief resident, stationsleitung, pflegedienstleitung,
    pflegedienstleiter, head gardener, head waiter, maître d'hôtel, head housekeeper, stage manager, tour manager,
    pastor, pfarrer
manager 0.3 hr +playful: chief happiness officer, director of happiness, happiness manager, head of happiness, chief
    fun officer, head of fun, director of fun, chief vibes officer, feelgood manager, feel good manager
"""
