"""Everybody below a manager, and those who serve one.

Rows as in `title_roles`.
"""

SINGLE = """
individual: técnico de, técnica de, técnico en, técnica en, técnico em, técnica em, tecnico di, specialist,
    spezialist, spezialistin, spécialiste, especialista, specialista, expert, expertin, experto, experta, esperto,
    esperta, analyst, analista, analyste, coordinator, koordinator, koordinatorin, coordinateur, coördinator,
    representative, rep, agent, agente, agentin, officer, clerk, employee, worker, crew, technician, technicien,
    technicienne, techniker, technikerin, monteur, operator, operador, operadora, operatore, operateur, opérateur,
    opératrice, administrator, sachbearbeiter, sachbearbeiterin, sachbearbeitung, mitarbeiter, mitarbeiterin,
    angestellter, angestellte, referent, referentin, fachkraft, fachreferent, beauftragter, beauftragte, betreuer,
    betreuerin, kaufmann, kauffrau, kaufleute, industriekaufmann, industriekauffrau, bürokaufmann, bürokauffrau,
    chargé, chargée, employé, employée, salarié, collaborateur, collaboratrice, gestionnaire, opératif, auxiliar,
    empleado, empleada, oficial, funcionário, funcionária, colaborador, colaboradora, impiegato, impiegata, addetto,
    addetta, operaio, operaia, collaboratore, medewerker, medewerkster, beheerder, functionaris, generalist, planner,
    planificateur, practitioner, professional, member, mitglied, contributor, handlungsreisender, team member,
    teammitglied, teamlid, individual contributor, trainer, formateur, formatrice, formador, formatore, instructor,
    facilitator, producer, écrivain, translator, übersetzer, übersetzerin, traducteur, traductrice, traductor,
    photographer, interpreter, driver, fahrer, chauffeur, cleaner, guard, laborant, laborantin, ouvrier, ouvrière,
    obrero, werknemer, arbeiter, pracownik, specjalista, volunteer, bénévole, voluntario, voluntário, ehrenamtlich,
    steward, inspector, inspektor, inspecteur, inspetor, ispettore, evaluator, estimator, kalkulator, scheduler,
    liaison, champion, ambassadeur, fachfrau, fachmann, handwerker, custodian, caretaker, hausmeister, conserje,
    gestor, gestora, promotor, promotora, begleiter, zugbegleiter, flugbegleiter, tecnologo, fachangestellte,
    fachangestellter, gardener, dipendente, attaché, attachée
individual other: nurse, krankenschwester, krankenpfleger, pflegefachkraft, infirmier, infirmière, enfermero,
    enfermera, enfermeiro, infermiere, verpleegkundige, physician, doctor, medical doctor, surgeon, arzt, ärztin,
    assistenzarzt, médecin, médico cirujano, dokter, arts, dentist, zahnarzt, dentiste, dentista, pharmacist,
    apotheker, pharmacien, farmacéutico, therapist, therapeut, psychologist, psychologe, veterinarian, tierarzt,
    paramedic, midwife, cook, koch, cuisinier, pastry chef, baker, barista, bartender, waiter, waitress, kellner,
    serveur, actor, actress, musician, artist, künstler, singer, athlete, coach, pilot, soldier, police officer,
    firefighter, homemaker, hausfrau, hausmann, personal trainer, electrician, elektriker, électricien, electricista,
    plumber, mechanic, mechaniker, carpenter, welder, stylist, hairdresser, rancher, farmer, landwirt, agriculteur,
    social worker, sozialarbeiter, therapeutin, radiologist, physiotherapist, optician, dj, blogger, influencer,
    author, stay at home mom, stay at home dad
individual sales: account executive, ae, sales executive, sales representative, sales rep, salesperson, salesman,
    saleswoman, sdr, bdr, adr, sales development representative, business development representative, business
    development executive, account representative, account rep, verkäufer, verkäuferin, vertriebler,
    vertriebsmitarbeiter, aussendienstmitarbeiter, vendeur, vendeuse, attaché commercial, ingénieur commercial,
    ingénieure commerciale, technico commercial, technico commerciale, vendedor, vendedora, comercial de zona,
    ejecutivo de ventas, ejecutiva de ventas, ejecutivo comercial, ejecutivo de cuentas, ejecutiva de cuentas,
    ejecutivo de cuenta, executivo de vendas, executivo de contas, executiva de contas, venditore, venditrice, agente
    di commercio, agente commerciale, agente comercial, verkoper, verkoopster, vertegenwoordiger, vertriebsassistent,
    handelsvertreter, sales engineer, vertriebsingenieur, vertriebsingenieurin, solutions engineer, solution engineer,
    presales consultant, pre sales consultant, presales engineer, solutions consultant, solution consultant, broker,
    makler, realtor, real estate agent, estate agent, courtier, sales associate, merchandiser, closer, new business
    executive, commercial executive, binnendienstmedewerker, vertriebsbeauftragter, vertriebsbeauftragte, sales
    consultant, sales advisor, sales specialist, kundenberater, kundenberaterin, conseiller commercial, conseillère
    commerciale, asesor comercial, asesora comercial, consultor comercial, assessor comercial, sales agent, insurance
    agent, buitendienst, key account executive, telemarketer, tele caller, telecaller
individual marketing: marketing executive, copywriter, editor, redakteur, redakteurin, rédacteur, rédactrice,
    redactor, redactora, redator, redattore, redacteur, content writer, content creator, strategist, brand ambassador,
    spokesperson, pressesprecher, pressesprecherin, porte parole, publicist, marketeer, marketer, marketeur, graphic
    designer, grafiker, grafikerin, mediengestalter, mediengestalterin, graphiste, grafico, graphic artist,
    evangelist, technology evangelist, developer advocate, webmaster, growth hacker, lead generation specialist, event
    planner, storyteller, mediaberater, art worker, videographer
individual other +press: journalist, journaliste, periodista, jornalista, giornalista, reporter, correspondent, news
    editor, columnist, editor in chief, chefredakteur, chefredakteurin, rédacteur en chef, rédactrice en chef,
    managing editor, newspaper editor
director engineering: chief engineer, chefingenieur
director research: chief scientist, chief economist
manager: chief inspector, chief clerk, chief steward, chief pilot, chief nurse, chief editor
individual engineering: engineer, enginer, eng, engr, ingenieur, ingenieurin, ingénieur, ingénieure, ingeniero,
    ingeniera, engenheiro, engenheira, ingegnere, developer, programmer, coder, entwickler, entwicklerin,
    softwareentwickler, développeur, développeuse, desarrollador, desarrolladora, programador, programadora,
    desenvolvedor, desenvolvedora, sviluppatore, sviluppatrice, programmatore, ontwikkelaar, swe, sde, tester, qa
    engineer, konstrukteur, konstrukteurin, technischer zeichner, drafter, draftsman, draughtsman, dessinateur,
    dessinatrice, disegnatore, projettista, progettista, proyectista, projetista, tekenaar, software tester, data
    scientist, data engineer, ml engineer, mathematician, devops engineer, prompt engineer, architect, architekt,
    architektin, architecte, arquitecto, arquitecta, arquiteto, architetto, urbanist, modeler, programmierer,
    programmiererin, informatikingenieur, ingénieur d'études, ingénieur études, inżynier
senior engineering: technical architect, software architect, tech lead, technical lead, technical leader, lead
    developer, staff engineer, principal engineer, distinguished engineer, technical fellow, chief architect,
    softwarearchitekt, engineering fellow, techlead, lead dev, solution design authority
senior it: solutions architect, solution architect, enterprise architect, cloud architect, data architect, security
    architect, it architect, system architect, systems architect, network architect, infrastructure architect,
    information architect, it architekt, architecte si, architecte solutions, sap architect, integration architect
individual it: systems administrator, system administrator, sysadmin, systemadministrator, it administrator,
    administrateur système, administrateur systèmes, administrateur systèmes et réseaux, administrateur réseau,
    administrateur réseaux, administrador de sistemas, administrador de redes, amministratore di sistema,
    amministratore di rete, systeembeheerder, netwerkbeheerder, applicatiebeheerder, network administrator, network
    engineer, system engineer, systems engineer, security engineer, cloud engineer, it engineer, infrastructure
    engineer, database administrator, dba, salesforce administrator, salesforce admin, hubspot administrator, crm
    administrator, crm admin, business analyst, business systems analyst, systems analyst, system analyst,
    systemanalytiker, analista de sistemas, analista funcional, analyste fonctionnel, data analyst, bi analyst, bi
    developer, data steward, informatiker, informatikerin, informaticien, informaticienne, informatico,
    fachinformatiker, fachinformatikerin, it specialist, it consultant, it officer, support technician, desktop
    support, security analyst, soc analyst, penetration tester, pentester, ethical hacker, admin, power platform
    developer, erp consultant, sap consultant, sap berater, webbeheerder, data officer, datenanalyst, datenanalystin
individual product: designer, designerin, ux designer, ui designer, product designer, diseñador, diseñadora, ux
    researcher, user researcher, product owner, po, proxy product owner, product analyst, product specialist,
    ontwerper
senior product: product lead, lead product manager, principal product manager
senior operations: process owner, business process owner, process lead, prozesseigner, prozessverantwortlicher,
    continuous improvement lead, black belt, master black belt
individual it: service owner, data owner, system owner, platform owner, application owner
individual finance: credit controller, accountant, buchhalter, buchhalterin, finanzbuchhalter, bilanzbuchhalter,
    bilanzbuchhalterin, steuerberater, steuerberaterin, steuerfachangestellte, wirtschaftsprüfer, wirtschaftsprüferin,
    expert comptable, contable, contador, contadora, contabilista, contabile, ragioniere, ragioniera, commercialista,
    boekhouder, accountmedewerker, bookkeeper, auditor, internal auditor, auditeur, auditrice, auditeur interne,
    revisor, actuary, aktuar, actuaire, underwriter, banker, investment banker, personal banker, trader, teller,
    kassierer, financial analyst, finance analyst, analista financiero, analista financeiro, investment analyst,
    equity analyst, credit analyst, risk analyst, contrôleur de gestion, contrôleuse de gestion, controlador,
    adjuster, claims adjuster, finanzreferent, cpa, staff accountant, economist, volkswirt, économiste, tax advisor,
    fiscalist, belastingadviseur, financial planner, controllerin, analista contable, analista contábil, auxiliar
    contable, aiuto contabile, loan officer, payroll accountant, cost accountant, financial advisor, finance executive
individual finance +investor: investor, angel investor, business angel, venture capitalist, investisseur, inversor,
    investidor, investitore, investeerder, venture partner
individual hr: internship coordinator, intern coordinator, recruiter, recruiterin, recruteur, recruteuse, reclutador,
    reclutadora, recrutador, recrutadora, selezionatore, talent acquisition partner, talent partner, talent
    acquisition specialist, headhunter, executive recruiter, technical recruiter, personaler, personalerin,
    personalreferent, personalreferentin, personalsachbearbeiter, personalberater, personalberaterin, sourcer, talent
    sourcer, hr generalist, hr specialist, hr executive, recruitment consultant, recruiting specialist, people
    partner, wervingsspecialist, betriebsrat, betriebsrätin, career coach, career advisor, job coach, chargé de
    recrutement, chargée de recrutement, rh généraliste, intercedent, p&o adviseur, personeelsadviseur, hr adviseur
senior hr: hr business partner, hrbp, hr partner
senior finance: finance business partner, senior finance business partner
senior: business partner
individual legal: lawyer, attorney, counsel, legal counsel, corporate counsel, rechtsanwalt, rechtsanwältin, anwalt,
    anwältin, jurist, juristin, syndikus, syndikusrechtsanwalt, avocat, avocate, juriste, notaire, notar, abogado,
    abogada, advogado, advogada, avvocato, avvocata, advocaat, bedrijfsjurist, solicitor, barrister, paralegal,
    notary, judge, richter, juge, prosecutor, compliance officer, compliance analyst, patent attorney, patentanwalt,
    rechtsreferent, in house counsel, legal officer
individual 0.3 procurement: buyer, einkäufer, einkäuferin, acheteur, acheteuse, comprador, compradora, compratore,
    inkoper, inkoopster, aankoper, purchaser, sourcing specialist, purchasing agent, procurement specialist,
    procurement officer, purchasing officer, approvisionneur, approvisionneuse, strategischer einkäufer, strategische
    einkäuferin, operativer einkäufer, procurement analyst, purchasing specialist, einkaufssachbearbeiter, technischer
    einkäufer
individual support: customer success associate, customer success specialist, support engineer, customer support
    engineer, technical support engineer, field service engineer, field service technician, service engineer, service
    technician, servicetechniker, servicetechnikerin, customer service representative, csr, customer service
    executive, customer service agent, customer engineer, call center agent, helpdesk agent, teleoperador,
    teleoperadora, téléconseiller, téléconseillère, técnico de soporte, técnico de suporte, kundenbetreuer,
    kundenbetreuerin, support agent, client service executive, concierge
individual research: scientist, researcher, chercheur, chercheuse, forscher, forscherin, investigador, investigadora,
    pesquisador, pesquisadora, ricercatore, ricercatrice, onderzoeker, wissenschaftler, wissenschaftlerin, chemist,
    chemiker, chemikerin, chimiste, químico, chimico, biologist, biologe, biologin, physicist, physiker, physikerin,
    statistician, lab technician, laboratory technician, technicien de laboratoire, clinical research associate, cra,
    inventor, onderzoekster
individual operations: disponent, disponentin, quality inspector, production worker, warehouse worker, lagerist,
    lagerarbeiter, produktionsmitarbeiter, magasinier, cariste, magazziniere, magazijnmedewerker, machine operator,
    machinist, logistician, logistiker, expeditor, document controller, production controller, quality controller,
    stock controller, inventory controller, air traffic controller, project controller, traffic controller,
    dispatcher, werkvoorbereider, arbeitsvorbereiter, qualitätsprüfer, monteur de maintenance, safety officer,
    security officer, security guard, planificador
individual education +teacher: teacher, lehrer, lehrerin, enseignant, enseignante, instituteur, institutrice, maestro,
    maestra, profesor de secundaria, insegnante, leraar, lerares, leerkracht, tutor, schoolteacher, erzieher,
    erzieherin, educator, academic advisor, student counselor, school counselor, librarian, bibliothekar
individual 0.1 education +academic: professor, professorin, prof, professeur, professeure, profesor, profesora,
    professora, professore, professoressa, hoogleraar, lecturer, senior lecturer, dozent, dozentin, privatdozent,
    docent, docente, reader in, adjunct professor, assistant professor, associate professor, visiting professor,
    university teacher, maître de conférences, maîtresse de conférences, enseignant chercheur, enseignante chercheuse,
    catedrático, catedrática, profesor titular, faculty member, juniorprofessor, universitair docent, hoofddocent,
    lehrbeauftragter, teaching fellow, teaching assistant
individual 0.1 research +academic: postdoc, postdoctoral researcher, postdoctoral fellow, postdoctoral research
    fellow, postdoctoral research associate, post doc, research fellow, senior research fellow, research assistant,
    graduate research assistant, research associate, wissenschaftlicher mitarbeiter, wissenschaftliche mitarbeiterin,
    wissenschaftliche hilfskraft, principal investigator, academic researcher, university researcher, assistant de
    recherche, assistante de recherche, asistente de investigación, investigador predoctoral, investigador
    postdoctoral, pesquisador de pós doutorado, assegnista di ricerca, assegnista, ricercatore universitario, dottore
    di ricerca, onderzoeksassistent, postdoktorand, universitätsassistent, universitätsassistentin, visiting scholar,
    visiting researcher, scholar, fellow, akademischer rat, akademische rätin, attaché temporaire d'enseignement et de
    recherche
individual 0.1 research +industry_analyst: industry analyst, vp analyst, director analyst, sr director analyst, senior
    director analyst, principal analyst, distinguished analyst, distinguished vp analyst, research vp, senior industry
    analyst, branchenanalyst, lead industry analyst, technology analyst, chief analyst
individual 0.15 +consultant: consultant, consultante, consultantin, berater, beraterin, unternehmensberater,
    unternehmensberaterin, consulente, consultor, consultora, consulting, conseil, management consultant, independent
    consultant, consultancy, beratung, consultoria, consultoría, consulenza
individual 0.15 +advisor: advisor, adviser, conseiller, conseillère, asesor, asesora, assessor, assessora, adviseur,
    adviseuse, senior advisor, strategic advisor, board advisor, advisory board, advisory board member, advisory,
    special advisor, mentor, executive coach, executive advisor, business coach, ceo coach
individual 0.3 +freelance: freelance, freelancer, freelancerin, self employed, selfemployed, selbständig,
    selbstständig, freiberufler, freiberuflerin, freiberuflich, freier mitarbeiter, freie mitarbeiterin, indépendant,
    indépendante, auto entrepreneur, autoentrepreneur, micro entrepreneur, autónomo, autónoma, trabajador autónomo,
    autônomo, autônoma, libero professionista, libera professionista, partita iva, zzp, zzper, zelfstandige,
    contractor, independent contractor, sole trader, solopreneur
individual 0.02 other +reception: receptionist, rezeptionist, rezeptionistin, empfang, empfangsmitarbeiter,
    réceptionniste, hôtesse d'accueil, agent d'accueil, chargé d'accueil, chargée d'accueil, recepcionista,
    receptionniste, receptionista, addetto alla reception, front desk, reception, director of first impressions, first
    impressions, first impressions officer, chief first impressions officer, front desk agent, receptioniste,
    centralinista, head receptionist, front desk manager
individual other +playful: ninja, guru, rockstar, rock star, wizard, jedi, unicorn, magician, chief dog officer
"""

# Serve a superior: a rank named after them is the superior's.
SERVANTS = """
individual 0.05 +assistant_to: executive assistant, ea, pa, personal assistant, administrative assistant, admin
    assistant, office assistant, management assistant, managementassistent, managementassistente,
    managementassistentin, assistent, assistentin, assistenz, assistente, assistente di direzione, asistente,
    assistante, assistante de direction, assistant de direction, assistant to, virtual assistant, team assistant,
    teamassistenz, teamassistent, teamassistentin, secretary, secretaresse, secretaris, directiesecretaresse,
    directieassistent, directieassistente, sekretär, sekretärin, sekretariat, chefsekretärin, vorstandsassistent,
    vorstandsassistentin, vorstandsassistenz, vorstandsreferent, vorstandsreferentin, geschäftsführungsassistent,
    geschäftsführungsassistentin, geschäftsführungsassistenz, direktionsassistent, direktionsassistentin,
    direktionsassistenz, secrétaire, secrétaire de direction, secretario, secretaria, secretária, secretária
    executiva, segretaria, segretario, adjunto a, adjunta a, adjunto a dirección, adjunta a dirección, adjunto a
    gerencia, assistente executiva, asistente ejecutiva, asistente ejecutivo, assistente administrativo, assistente
    administrativa, asistente administrativo, asistente administrativa, auxiliar administrativo, auxiliar
    administrativa, assistant administratif, assistante administrative, executive secretary, executive support,
    asistente de dirección, asistente de gerencia, bureau du président, executive business partner, referent der
    geschäftsführung, referentin der geschäftsführung, referent der geschäftsleitung, referent des vorstands,
    assistenza alla direzione, projektassistenz, projektassistent, projektassistentin
individual 0.1 +office_of: office of, office of the, ceo office, ceos office, cto office, presidents office,
    vorstandsbüro, vorstandsstab, büro des vorstands, büro der geschäftsführung, cabinet du président, cabinet du
    ministre, stab, executive office, president's office, chairman's office, ceo's office, directors office,
    director's office
"""
