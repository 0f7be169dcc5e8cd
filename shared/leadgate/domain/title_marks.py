"""Those who learn, have left or look for work; the grades that change a rank; the joints of a title.

Learners' rows as in `title_roles`; all others are `kind: words`.
"""

LEARNERS = """
intern +intern: intern, interns, internship, trainee, praktikant, praktikantin, praktikum, apprentice, apprenti,
    apprentie, apprendista, aprendiz, azubi, auszubildende, auszubildender, lehrling, alternant, alternante,
    alternance, en alternance, stagiaire, stagiair, becario, becaria, estagiário, estagiária, estágio, tirocinante,
    stagista, practicante, pasante, volontär, volontärin, volontariat, coop student, co op, graduate trainee,
    management trainee, summer analyst, summer associate, referendar, traineeship, tirocinio, prácticas, student
    intern, industrial placement, placement student, praktykant, jovem aprendiz, menor aprendiz, trainees, stażysta,
    ausbildung zum, ausbildung zur
intern +intern +student: werkstudent, werkstudentin, werkstudierende, working student, werkstudententätigkeit, dualer
    student, duale studentin, duales studium, dual student, étudiant en alternance, étudiante en alternance, étudiant
    alternant, student worker, student trainee, working students, student employee
student +student: student, studentin, studierender, studierende, étudiant, étudiante, estudiante, estudante, studente,
    studentessa, studerende, university student, college student, undergraduate student, graduate student, grad
    student, mba student, mba candidate, master student, masters student, bachelor student, bachelorstudent,
    masterstudent, medical student, law student, student at, schüler, schülerin, lycéen, lycéenne, élève, élève
    ingénieur, alumno, alumna, aluno, aluna, laureando, laureanda, absolvent, absolventin, recent graduate, new
    graduate, fresh graduate, jeune diplômé, jeune diplômée, recién graduado, recién graduada, recém formado,
    neolaureato, neolaureata, universitario, universitaria, universitário, universitária, estudiante universitario,
    estudante universitário, candidate mba, degree candidate, masters candidate, ms candidate, jd candidate, emba
    candidate, pupil, leerling, student ambassador, studentische hilfskraft, student assistant, bachelorand,
    masterand, diplomand, studienabsolvent, undergraduate, pregraduado, stud, mba aspirant
student research +student +academic: phd student, phd candidate, doctoral student, doctoral candidate, doctoral
    researcher, doktorand, doktorandin, promovierend, promovierende, doctorant, doctorante, doctorando, doctoranda,
    doutorando, doutoranda, dottorando, dottoranda, promovendus, promovenda, phd researcher, phd fellow, phd scholar,
    estudiante de doctorado, estudante de doutorado, mestrando, mestranda, student researcher, graduate researcher,
    research student, aio, dphil candidate, phd research fellow, étudiant chercheur, student research assistant
"""

# Not in work, or no longer in the job that is named.
AWAY = """
former: former, formerly, ex, past, previously, previous, ehemaliger, ehemalige, ehemals, ehem, früher, früherer,
    ancien, ancienne, anciennement, antiguo, antigua, antigo, antiga, già, vormals, vormalig, zuvor,
    anteriormente, precedentemente, prior, précédemment, eerder, voormalig, voormalige, vorm, tidigare
retired: retired, retiree, ret, rentner, rentnerin, pensionär, pensionärin, pensioniert, im ruhestand, ruhestand, in
    rente, retraité, retraitée, à la retraite, retraite, jubilado, jubilada, aposentado, aposentada, reformado,
    reformada, pensionato, pensionata, in pensione, gepensioneerd, gepensioneerde, met pensioen, emeritus, emerita,
    professor emeritus, pensionist, pensionado, pensionada, semi retired
"""

SEEKERS = """
job_seeker: job seeker, jobseeker, unemployed, between jobs, between roles, between opportunities, in transition,
    career transition, in career transition, open to work, opentowork, open to new opportunities, open to
    opportunities, open for opportunities, open to new roles, open to roles, open to offers, open for work, available
    for work, available immediately, immediately available, actively seeking, actively looking, job hunting, currently
    unemployed, laid off, aspiring, auf jobsuche, jobsuche, jobsuchend, auf stellensuche, stellensuche,
    stellensuchend, arbeitssuchend, arbeitsuchend, arbeitslos, suche job, suche stelle, offen für neues, offen für
    neue herausforderungen, offen für angebote, en recherche, en recherche d'emploi, recherche d'emploi, en recherche
    active, recherche un emploi, recherche un poste, recherche emploi, recherche alternance, recherche stage,
    recherche une alternance, recherche un stage, à l'écoute du marché, à l'écoute d'opportunités, à l'écoute de
    nouvelles opportunités, demandeur d'emploi, demandeuse d'emploi, sans emploi, en transition professionnelle,
    disponible immédiatement, en búsqueda, en búsqueda activa, en búsqueda de empleo, en busca de empleo, buscando
    empleo, buscando trabajo, busco empleo, busco trabajo, búsqueda activa de empleo, desempleado, desempleada,
    abierto a nuevas oportunidades, abierta a nuevas oportunidades, en paro, em transição de carreira, em transição,
    em recolocação, recolocação, desempregado, desempregada, disponível no mercado, aberto a oportunidades, aberta a
    oportunidades, in cerca di occupazione, in cerca di lavoro, cerco lavoro, disoccupato, disoccupata, inoccupato,
    inoccupata, aperto a nuove opportunità, op zoek naar werk, werkzoekend, werkzoekende, werkloos, tussen twee banen
"""

# Looking for one of the wanted things is looking for a job; looking for anything else is just work.
SEEKING = """
seeking: seeking, looking for, looking for a, in search of, searching for, searching, interested in, available for,
    open to, pursuing, auf der suche nach, auf der suche, suche, suche nach, en recherche d'un, en recherche d'une, en
    recherche de, à la recherche d'un, à la recherche d'une, à la recherche de, recherche un, recherche une, à
    l'écoute de, en busca de, en búsqueda de, buscando, busco, em busca de, à procura de, procurando, disponível para,
    disponible para, cerco, in cerca di, alla ricerca di, op zoek naar, zoekt, beschikbaar voor
wanted: opportunity, opportunities, role, roles, job, jobs, position, positions, employment, new challenge, new
    challenges, next challenge, next opportunity, next role, full time, full time role, summer internship, new career,
    herausforderung, herausforderungen, neue herausforderung, neuer herausforderung, anstellung, stelle, poste,
    emploi, nouveau défi, nouveau poste, nouvelle opportunité, nouvelles opportunités, opportunités, opportunité,
    stage, trabajo, empleo, oportunidad, oportunidades, nuevos retos, emprego, trabalho, oportunidade, nova
    oportunidade, novos desafios, recolocação profissional, lavoro, occupazione, opportunità, nuove opportunità, nuova
    opportunità, baan, nieuwe uitdaging, nieuwe baan, uitdaging
"""

# Words before or beside a rank, which change it.
GRADES = """
noise: mid market, midmarket, public sector, small business, mid-size
senior: managing, senior, sr, snr, seniorin, sénior, sênior, experienced, erfahrener, leading, distinguished, oberer
junior: junior, jr, jnr, júnior, entry level, nachwuchs, graduate
lead: lead, leads
principal: principal
chef: chef
staff: staff
assistant: assistant, asst, ass't, aide, auxiliary
associate: associate, assoc
deputy: deputy, adjoint, adjointe, adjunto, adjunta, stellvertretender, stellvertretende, stellv, stv, stellvertreter,
    stellvertreterin, sub, vice, vize, plaatsvervangend, aggiunto, vicario, co lead, adjunct
executive: executive, ejecutivo, ejecutiva, executivo, executiva
interim: interim, acting, ad interim, kommissarischer, kommissarische, kommissarisch, par intérim, intérim, interino,
    interina, facente funzione, waarnemend, a i, temporary, interims, fractional
"""

# Joints of a title; what stands after one belongs to what stands before it.
LINKS = """
link: of, for, in, the, a, an, de, du, des, d, l, la, le, les, el, los, las, lo, da, do, das, dos, di, del, della,
    degli, delle, dello, dell, der, die, dem, den, des, für, im, von, vom, van, voor, het, een, per, para, por, pour,
    with, mit, con, avec, über, within, on, across, as, o, os, as, av, för, med
owns: s
to: to, au, aux, zu, al, alla, allo, alle, all, aan, reporting, supporting, auprès
company: gmbh, inc, llc, ltd, limited, plc, corp, corporation, bv, srl, sarl, kg, gbr, oy, ltda, pvt
office: office, büro, cabinet, ufficio, gabinete
tail: at, @, bei, beim, chez, presso, bij
"""
