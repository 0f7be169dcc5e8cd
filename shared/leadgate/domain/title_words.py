"""Fields of work: the words that tell what a person's job is about, in the languages a B2B form sees.

A row is `functions: words`. Words are separated by commas and written as people write them (accents are folded
when read); several functions in one row are all meant, primary first. German, Dutch and Scandinavian compounds
are taken apart by the reader, feminine and plural endings too, so only stems stand here.
"""

# The plain fields.
FIELDS = """
sales: partner success, partner relations, partner programs, partner program, sales, selling, presales, pre sales,
    inside sales, vertrieb, vertriebsinnendienst, aussendienst, außendienst, verkauf, absatz, ventes, vente,
    commercial, commerciale, commerciaux, comercial, comerciale, ventas, vendas, venta, vendite, vendita, commerciële,
    commercieel, verkoop, business development, biz dev, bizdev, bd, key account, key accounts, account management,
    grands comptes, cuentas clave, grandes cuentas, grandes contas, revenue, revenue operations, revops, sales
    operations, sales ops, sales enablement, sales engineering, sales development, channel, channel sales,
    partnerships, alliances, strategic alliances, export, exportación, geschäftsentwicklung, développement commercial,
    desarrollo de negocio, desarrollo de negocios, desenvolvimento de negócios, novos negócios, sviluppo commerciale,
    administration des ventes, adv, développement des affaires, bedrijfsontwikkeling, crm, telesales, sell,
    försäljning, salg, handel, go to market, gtm, partner sales, partner management, customer acquisition,
    neukundengewinnung, kundenakquise, akquise, new business, accountmanagement, field sales, commercial excellence,
    commercial operations, market access, prevendite, preventa, pré venda, avant vente, avant ventes, sales
    excellence, vertriebssteuerung, sprzedaży, strategic accounts, enterprise accounts, global accounts, major
    accounts, national accounts, named accounts, corporate accounts, key accounts, commerciaux terrain, tender
    management, bid management, deal desk, business developer
marketing: ad operations, ad ops, ads, paid media, marketing, growth, demand generation, demand gen, lead generation,
    lead gen, brand, branding, marke, content, content strategy, communications, communication, comms, kommunikation,
    unternehmenskommunikation, comunicación, comunicazione, comunicação, communicatie, corporate communications, pr,
    public relations, media, medien, advertising, werbung, publicité, publicidad, publicidade, pubblicità, seo, sem,
    ppc, social media, réseaux sociaux, redes sociales, events, événementiel, eventos, eventi, product marketing,
    customer marketing, field marketing, partner marketing, channel marketing, digital marketing, marketing digital,
    performance marketing, growth marketing, marketing operations, marketing ops, mops, marketing automation,
    ecommerce, online marketing, online shop, onlineshop, campaign, campaigns, abm, öffentlichkeitsarbeit, presse- und
    öffentlichkeitsarbeit, public affairs, external affairs, relations publiques, relations presse, relaciones
    públicas, relações públicas, market research, marktforschung, consumer insights, copy, creative, acquisition
    digitale, marca, marque, merchandising, trade marketing, webmarketing, employee communications,
    kommunikationsdesign, loyalty, email marketing, marketing communications, marcom, marcoms, storytelling,
    fundraising, marknadsföring, marketingu, brand management, product communications, member engagement, pricing,
    customer retention, membership, government relations, government affairs, grafik, comunicaciones
engineering: engineering, software, développement logiciel, softwareentwicklung, software development,
    produktentwicklung, product development, desarrollo de software, sviluppo software, technical, technik, technisch,
    technische, technischer, technisches, technique, technico, técnico, técnica, tecnico, tecnica, ingénierie,
    ingeniería, engenharia, ingegneria, konstruktion, devops, sre, site reliability, frontend, front end, backend,
    back end, full stack, fullstack, qa, quality engineering, test automation, data science, data engineering, machine
    learning, ml, mlops, artificial intelligence, ai, ki, ia, platform engineering, mechanical, electrical,
    electronics, elektrotechnik, maschinenbau, mechatronik, embedded, hardware, firmware, robotics,
    automatisierungstechnik, elektronik, anlagenbau, werkzeugbau, bureau d'études, ufficio tecnico, oficina técnica,
    progettazione, proyectos técnicos, verfahrenstechnik, mobile development, web development, structural, aerospace,
    integration engineering, simulation, mechanik, bauingenieurwesen, studiebureau, engineering services, teknik,
    intelligence artificielle, inteligencia artificial, softwareontwikkeling, quality assurance engineering,
    technology development, anwendungsentwicklung, génie, automação, automazione, automatización
it: it, information technology, information technologies, technology, technologies, technologie, tecnología,
    tecnologia, ict, edv, tic, ti, informatik, informatique, informática, informatica, systèmes d'information,
    sistemas de información, sistemas de informação, sistemi informativi, sistemas, systems, information systems,
    information security, infosec, cyber security, cybersecurity, cybersécurité, ciberseguridad, sécurité
    informatique, seguridad informática, informationssicherheit, it security, it sicherheit, security, secops,
    security operations, security operations center, soc, infrastructure, infrastruktur, infraestructura, network,
    networks, netzwerk, réseaux, redes, netwerk, cloud, data, daten, données, datos, dados, dati, bi, business
    intelligence, data analytics, data governance, data management, data warehouse, database, databases, erp, sap,
    salesforce administration, applications, business applications, enterprise applications, enterprise architecture,
    digitalisierung, digitalization, digitalisation, digitization, digital transformation, transformation digitale,
    transformación digital, transformação digital, trasformazione digitale, digitale transformation, transformation
    numérique, numérique, helpdesk, help desk, service desk, servicedesk, it operations, it ops, it infrastructure, it
    service management, itsm, it support, it projects, dsi, business systems, crm systems, systemadministration,
    beveiliging, automatisering, informatiebeveiliging, informationstechnik, information management, storage, telecom,
    telecoms, telecommunications, données et ia, workplace technology, identity, identity & access management, iam,
    windows, linux, digital technology, technology services, datos y analítica, applicazioni, salesforce, servicenow,
    information, anwendungen
product: product, produit, producto, produto, prodotto, produkt, product management, produktmanagement,
    productmanagement, gestion de produit, ux, ui, user experience, user interface, product design, product
    operations, product ops, product strategy, interaction design, service design, ux design, ux research, user
    research, offre produit, produits, usability, portfolio
finance: finance, finances, kfm, kaufm, financiële administratie, salarisadministratie, financial, finanzen, finanz,
    financier, financière, financiers, finanzas, finanzwesen, financeiro, financeira, financiero, financiera, finanza,
    finanziario, finanziaria, financiën, financieel, financiële, accounting, accounts payable, accounts receivable,
    bookkeeping, buchhaltung, finanzbuchhaltung, rechnungswesen, comptabilité, comptable, contabilidad, contabilidade,
    contabilità, boekhouding, treasury, trésorerie, tesorería, tesouraria, tesoreria, tax, taxes, steuern, steuer,
    fiscalité, fiscal, fiscalidad, audit, auditoría, auditoria, internal audit, audit interne, revision, revisione,
    controlling, fp&a, contrôle de gestion, control de gestión, controlo de gestão, controllo di gestione, financial
    planning, budget, budgeting, billing, invoicing, payroll accounting, investment, investments, investor relations,
    m&a, mergers & acquisitions, corporate finance, asset management, wealth management, private equity, banking,
    bank, credit, credit control, kredit, crédit, crédito, risk, risk management, risikomanagement, gestion des
    risques, riesgos, riscos, actuarial, underwriting, kaufmännisch, kaufmännische, kaufmännischer, kaufmännisches,
    administratif et financier, administrative et financière, administration et finances, administrativo financiero,
    administración y finanzas, administrativo e financeiro, amministrazione e finanza, amministrazione finanza e
    controllo, amministrazione, amministrativo, amministrativa, financial reporting, rechnungsprüfung, wealth,
    mergers, trading, loan, loans, mortgage, equity, venture, capital markets, ekonomi, økonomi, finansów, accounting
    operations, accounts, claims, insurance claims, finance & administration, finanze, kosten, cost, costs,
    bilanzierung
hr: trainee program, trainee programme, trainee programs, intern program, internship program, internship programs,
    apprenticeship program, apprenticeship programme, apprenticeships, internships, hr, hris, people analytics,
    executive search, human resources, human ressources, people, people operations, people ops, people & culture,
    people and talent, talent, talent acquisition, talent management, recruiting, recruitment, recrutement,
    reclutamiento, recrutamento, reclutamento, staffing, personal, personalwesen, personalentwicklung,
    personalabteilung, personalverwaltung, ressources humaines, rh, rrhh, recursos humanos, risorse umane,
    personeelszaken, personeel, p&o, hrm, werving, werving en selectie, workforce planning, learning & development,
    l&d, learning, training, formation, formación, formazione, formação, weiterbildung, ausbildung, opleiding,
    compensation, compensation & benefits, comp & ben, benefits, total rewards, rewards, payroll, lohn,
    lohnbuchhaltung, paie, nómina, nóminas, employer branding, employee experience, employee relations, employee
    engagement, labor relations, labour relations, diversity, of dei, dei manager, diversity equity & inclusion,
    inclusion, organizational development, organisationsentwicklung, culture, bewerbermanagement,
    mitarbeiterentwicklung, gestión de personas, gestão de pessoas, pessoas, personas, gente, talento, capital humano,
    capital humain, relations sociales, personale, workplace culture, candidate experience, change management
legal: legal, law, recht, rechtsabteilung, recht und compliance, jura, juridique, jurídico, jurídica, juridisch,
    juridische, legale, affari legali, affaires juridiques, asuntos legales, compliance, conformité, cumplimiento,
    regulatory, regulatory affairs, affaires réglementaires, data protection, datenschutz, privacy, protection des
    données, protección de datos, intellectual property, ip, patents, patent, contracts, contract management,
    vertragsmanagement, legal operations, legal ops, litigation, corporate governance, governance, zulassung, grc,
    contentieux, ethics & compliance, ethics, droit, diritto, direito, derecho, rechten, rechtswissenschaften
procurement: procurement, purchasing, purchase, buying, sourcing, strategic sourcing, global sourcing, category
    management, einkauf, beschaffung, beschaffungswesen, materialeinkauf, achats, achat, approvisionnement,
    approvisionnements, compras, compra, aprovisionamiento, abastecimiento, adquisiciones, acquisti, acquisto,
    approvvigionamento, approvvigionamenti, suprimentos, inkoop, aankoop, vendor management, supplier management,
    supplier relations, supplier quality, lieferantenmanagement, aankopen, warengruppenmanagement, materials
    management, materialwirtschaft, indirect procurement, procure to pay, inköp, indkøb, innkjøp, zakupów, e
    procurement, eprocurement, sourcing & procurement, purchases, category, categories, purchase to pay
support: support, customer support, customer service, customer services, customer care, customer success, customer
    experience, cx, client success, client services, client service, client support, client experience, technical
    support, tech support, application support, product support, kundenservice, kundendienst, kundenbetreuung,
    kundenerfolg, service client, service clients, relation client, relation clients, expérience client, satisfaction
    client, sav, service après vente, support technique, support client, atención al cliente, servicio al cliente,
    servicio técnico, soporte, soporte técnico, experiencia de cliente, postventa, atendimento, atendimento ao
    cliente, suporte, suporte técnico, sucesso do cliente, assistenza, assistenza clienti, assistenza tecnica,
    servizio clienti, klantenservice, klantcontact, klantenrelaties, call center, call centre, contact center, contact
    centre, after sales, aftersales, customer onboarding, onboarding, implementation services, professional services,
    customer operations, customer relations, customer engagement, field service, field services, servicetechnik,
    reklamation, beschwerdemanagement, customer satisfaction, warranty, technischer support, technische ondersteuning,
    kundtjänst, customer delivery, customer advocacy, service delivery
research: research, recherche, forschung, investigación, pesquisa, ricerca, onderzoek, laboratory, lab, laboratoire,
    labor, innovation, innovations, innovación, inovação, innovazione, innovatie, clinical research, science,
    sciences, scientific, scientifique, biology, chemistry, physics, wissenschaft, clinical development, preclinical,
    biostatistics, genomics, insights research
education: education, academic affairs, academics, school, schools, schule, student affairs, student success, student
    services, student life, student experience, students, admissions, curriculum, teaching, instruction, lehre,
    enseignement, enseñanza, ensino, educación, educação, istruzione, onderwijs, pédagogique, pedagogy, faculty,
    scolarité, docencia, academic, académico, académica, acadêmico, didattica, graduate programme, graduate program,
    graduate studies, alumni, alumni relations, student recruitment, enrollment, enrolment, elearning, instructional,
    university relations, early careers
operations: manufacturing, production, produktion, fertigung, montage, fabrication, producción, produção, produzione,
    productie, plant, werk, werke, usine, fábrica, planta, stabilimento, fabriek, factory, plants, supply chain,
    supply chain management, scm, lieferkette, chaîne logistique, cadena de suministro, cadeia de suprimentos,
    logistics, logistic, logistik, logistique, logística, logistica, logistiek, distribution, distribución,
    distribuição, warehouse, warehousing, lager, entrepôt, almacén, armazém, magazzino, magazijn, transport,
    transportation, transporte, trasporti, fleet, fuhrpark, dispatch, disposition, versand, shipping, freight,
    spedition, fulfillment, fulfilment, inventory, demand planning, production planning, produktionsplanung,
    arbeitsvorbereitung, planification, ordonnancement, s&op, quality, qualität, qualitätssicherung,
    qualitätsmanagement, quality assurance, quality management, quality control, qualité, calidad, qualidade, qualità,
    kwaliteit, qse, qhse, hse, ehs, eh&s, hseq, sheq, hsse, safety, health & safety, environment health & safety,
    arbeitssicherheit, arbeitsschutz, sécurité au travail, prevención, prevención de riesgos laborales, prl, seguridad
    e higiene, veiligheid, maintenance, instandhaltung, wartung, mantenimiento, manutenção, manutenzione, onderhoud,
    technischer dienst, lean, continuous improvement, amélioration continue, mejora continua, melhoria contínua,
    miglioramento continuo, kvp, operational excellence, opex, business excellence, six sigma, process improvement,
    prozessmanagement, process, processes, process excellence, prozesse, methods, méthodes, industrial, industriel,
    industrielle, industrialisation, industrialización, facilities, facility, facility management, facilities
    management, services généraux, real estate, immobilier, immobilien, construction, bau, site, chantier, obra,
    cantiere, mro, retail, restaurant, hospitality, store operations, stores, branch, branches, filiale,
    administration, verwaltung, back office, backoffice, front office, innendienst, auftragsabwicklung, order
    management, order processing, betriebsorganisation, exploitation, betrieb, workplace, business operations, bizops,
    biz ops, manufacturing operations, plant operations, operations management, trade compliance, energy, energie,
    utilities, assembly, packaging, verpackung, food safety, lean manufacturing, produktie, bedrijfsvoering,
    bedrijfsbureau, amministrazione generale, corporate services, administratie, operational efficiency, tooling,
    import export, import, customs, zoll, douane, aduanas, zakelijke dienstverlening, administración, administração,
    workshop, werkstatt, taller, atelier, officina, werkplaats, facilitair, facilitaire, tooling, produktionstechnik,
    ateliers
"""

# These only tell something where no plainer field stands beside them: "Sales Operations" is sales.
WEAK_FIELDS = """
operations: operations, ops, operation, operational, operativ, operative, opérations, opérationnel, opérationnelle,
    operaciones, operações, operazioni, operationeel, operativo, operativa, project, projects, projekt, projekte,
    projet, projets, proyecto, proyectos, projeto, projetos, progetto, progetti, projecten, program, programs,
    programme, programmes, programm, programma, transformation, transformación, transformação, trasformazione,
    planning, planung, delivery, pmo, process automation, organisation, organization, administrative, administratif,
    administrativo, administrativa, administrativ
executive: strategy, strategie, stratégie, estrategia, estratégia, strategia, strategic, strategic planning, strategic
    initiatives, corporate strategy, corporate development, unternehmensentwicklung, business strategy,
    unternehmensstrategie, corporate planning, strategisch, business unit, geschäftseinheit, geschäftsbereich, unidad
    de negocio, unidade de negócios
support: customer, customers, client, clients, kunden, cliente, clientes, clienti, klanten, klant, service, services
it: digital, digitale, analytics, solution, solutions, platform, plateforme, innovation digitale, web, application,
    integration, system
marketing: market, markets, markt, digital media, community, audience, sponsorship
engineering: development, entwicklung, développement, desarrollo, desenvolvimento, sviluppo, ontwikkeling, automation,
    automatisierung, test, testing
product: design, diseño, designs
research: insights
other: medical, clinical, médical, médico, nursing, patient, patients, health, healthcare, hospital, pharmacy,
    funeral, music, film, photography, choir, kitchen, culinary, catering, food, beverage, food & beverage,
    housekeeping, spa, fitness, sports, sport, church, youth, worship, theatre, museum
procurement: material, materials
"""

# Both at once.
TWIN_FIELDS = """
research engineering: r&d, r+d, rd, research & development, research development, research engineering, forschung &
    entwicklung, f&e, fue, recherche & développement, i+d, i+d+i, investigación y desarrollo, p&d, pesquisa e
    desenvolvimento, ricerca e sviluppo, ricerca & sviluppo, onderzoek & ontwikkeling, applied research, product
    research
"""

# The last members of German, Dutch and Scandinavian compounds: Vertriebs|leiter, verkoop|medewerker.
COMPOUND_ENDS = """
leiter leiterin leitung chef chefin chefs direktor direktorin vorstand geschaftsfuhrer geschaftsfuhrerin manager
managerin direktion bereichsleiter bereichsleiterin abteilungsleiter abteilungsleiterin abteilungsleitung teamleiter
teamleiterin teamleitung gruppenleiter gruppenleiterin projektleiter projektleiterin projektmanager ingenieur
ingenieurin entwickler entwicklerin berater beraterin referent referentin assistent assistentin assistenz sekretarin
sachbearbeiter sachbearbeiterin kaufmann kauffrau techniker technikerin meister meisterin mitarbeiter mitarbeiterin
beauftragter beauftragte koordinator koordinatorin verantwortlicher verantwortliche praktikant praktikantin student
studentin trainee inhaber inhaberin prufer architekt architektin analyst analystin spezialist spezialistin experte
expertin fachkraft planer betreuer betreuerin verkaufer einkaufer einkauferin anwalt jurist lehrer fahrer professor
forscher konstrukteur partner president prasident disponent lagerist angestellte angestellter arbeiter volontar azubi
lehrling directeur hoofd leider medewerker medewerkster adviseur inkoper verkoper ontwikkelaar beheerder coordinator
stagiair assistente engineer developer consultant controller specialist operator monteur functionaris hoogleraar
eigenaar chauffeur planner sjef direktor leder ledare konsulent utvecklare
"""

# Second members that say less than the first: Personal|entwicklung is personnel, not development.
COMPOUND_FILLERS = """
entwicklung management planung steuerung service technik abteilung bereich wesen prozesse projekte organisation
systeme strategie administration verwaltung operations afdeling beheer zaken dienst support innendienst
"""

# A title with one of these names its main field first: "responsable achats informatique", "IT purchasing manager".
FIELD_FIRST = """
de du des d di della degli delle da do dos del resp responsable responsabile responsavel directeur directrice direction
diretor diretora direttore direttrice gerente jefe jefa chef coordenador coordinador directora charge chargee acheteur
acheteuse
"""
