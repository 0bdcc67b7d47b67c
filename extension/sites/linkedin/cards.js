/**
 * LinkedIn when signed in: a page of cards. The 2022-25 build marks each card with an anchor id, the 2026 build with a component key;
 * where both are gone the links inside and, last of all, the heading in the viewer's language tell what a card is.
 */
(() => {
  const learnlearn = (globalThis.learnlearn ??= {});
  const { dom, text } = learnlearn;

  const ANCHORS = {
    about: "about",
    content_collections: "activity",
    experience: "experience",
    education: "education",
    licenses_and_certifications: "certifications",
    volunteering_experience: "volunteering",
    skills: "skills",
    languages: "languages",
    interests: "interests",
    projects: "projects",
    courses: "courses",
    publications: "publications",
    organizations: "organizations",
    volunteer_causes: "causes",
    honors_and_awards: "honors",
    featured: "featured",
    recommendations: "others",
    highlights: "others",
  };
  // Other people's blocks: browsemap is "people also viewed", pymk "people you may know".
  const OTHERS =
    /browsemap|pymk|company_recommendation|recommendation|people.?also|similar|highlights|salesinsights|discovery|supportedlocales|mutual/i;

  // The end of a component key, the longer word first: VolunteerExperience is no Experience.
  const KEYS = [
    [/VolunteerCauses(TopLevel\w*)?$/i, "causes"],
    [/Volunteer(ing)?Experience\w*$/i, "volunteering"],
    [/Experience(TopLevel\w*|DetailsSection)?$/i, "experience"],
    [/Education(TopLevel\w*|DetailsSection)?$/i, "education"],
    [/(Licenses?And)?Certifications?(TopLevel\w*)?$/i, "certifications"],
    [/Skills?(TopLevel\w*|Details)?$/i, "skills"],
    [/Languages?(TopLevel\w*)?$/i, "languages"],
    [/Interests?(TopLevel\w*)?$/i, "interests"],
    [/Projects?(TopLevel\w*)?$/i, "projects"],
    [/Publications?(TopLevel\w*)?$/i, "publications"],
    [/Organizations?(TopLevel\w*)?$/i, "organizations"],
    [/Courses?(TopLevel\w*)?$/i, "courses"],
    [/Top_?card$/i, "top"],
    [/About(TopLevel\w*)?$/i, "about"],
    [/(Activity|ContentCollections)(TopLevel\w*)?$/i, "activity"],
    [/Featured(TopLevel\w*)?$/i, "featured"],
    [/Honors?\w*(TopLevel\w*)?$/i, "honors"],
  ];

  // Links that only one kind of card holds.
  const LINKS = [
    ["activity", 'a[href*="/recent-activity/"]'],
    ["experience", 'a[href*="/details/experience"], a[data-field^="experience_"]'],
    ["education", 'a[href*="/details/education"]'],
    ["skills", 'a[href*="/details/skills"]:not([data-field*="contextual"]):not([href*="/overlay/"]), a[data-field="skill_card_skill_topic"]'],
    ["languages", 'a[href*="/details/languages"]'],
    ["certifications", 'a[href*="/details/certifications"]'],
    ["interests", 'a[href*="/details/interests"], a[data-field^="active_tab_"]'],
    ["volunteering", 'a[href*="/details/volunteering"]'],
    ["projects", 'a[href*="/details/projects"]'],
    ["publications", 'a[href*="/details/publications"]'],
    ["organizations", 'a[href*="/details/organizations"]'],
    ["courses", 'a[href*="/details/courses"]'],
    ["honors", 'a[href*="/details/honors"]'],
  ];

  // Headings, the last resort: en de fr es pt it nl sv ru tr pl ja ko zh ar hi. The viewer's language, not the profile's.
  const HEADINGS = {
    about:
      "About|Info|Zusammenfassung|Über mich|Infos|À propos|Résumé|Acerca de|Extracto|Sobre|Informazioni|Over|Om|Общие сведения|О себе|Hakkında|Informacje|概要|自己紹介|정보|소개|关于|個人簡介|关于我|نبذة عني|نبذة عن|نبذة|परिचय|के बारे में|इसके बारे में",
    activity:
      "Activity|Aktivitäten|Aktivität|Activité|Actividad|Atividades|Attività|Activiteit|Aktivitet|Действия|Активность|Etkinlik|Aktywność|アクティビティ|활동|动态|動態|النشاط|गतिविधि|एक्टिविटी",
    experience:
      "Experience|Berufserfahrung|Werdegang|Expérience|Expériences|Experiencia|Experiência|Esperienza|Ervaring|Erfarenhet|Опыт работы|Должность|Deneyim|Doświadczenie|職歴|경력|工作经历|工作經歷|经历|الخبرة|الخبرات|अनुभव",
    education:
      "Education|Ausbildung|Bildungsweg|Formation|Educación|Formação acadêmica|Formazione|Opleiding|Utbildning|Образование|Eğitim|Wykształcenie|学歴|학력|教育经历|學歷|التعليم|शिक्षा",
    skills:
      "Skills|Kenntnisse|Kenntnisse und Fähigkeiten|Compétences|Aptitudes|Conocimientos y aptitudes|Competências|Competenze|Vaardigheden|Kompetenser|Навыки|Yetenekler|Umiejętności|スキル|보유기술|技能|المهارات|कौशल|स्किल",
    languages: "Languages|Sprachen|Langues|Idiomas|Lingue|Talen|Språk|Языки|Diller|Języki|言語|언어|语言|語言|اللغات|भाषाएँ|भाषाएं|भाषा",
    interests:
      "Interests|Interessen|Centres d'intérêt|Centres d’intérêt|Intereses|Interesses|Interessi|Intressen|Интересы|İlgi alanları|Zainteresowania|興味・関心|興味|관심사|兴趣|關注|الاهتمامات|रुचियाँ|रुचियां|रुचि",
    certifications:
      "Licenses & certifications|Bescheinigungen und Zertifikate|Bescheinigungen|Licences et certifications|Licencias y certificaciones|Licenças e certificados|Licenze e certificazioni|資格と認定|資格|التراخيص والشهادات|लाइसेंस और प्रमाणपत्र",
    volunteering:
      "Volunteering|Volunteer experience|Ehrenamt|Bénévolat|Voluntariado|Experiência voluntária|Volontariato|ボランティア|ボランティア経験|التطوع|العمل التطوعي|स्वयंसेवा",
    projects: "Projects|Projekte|Projets|Proyectos|Projetos|Progetti|プロジェクト|المشاريع|المشروعات|प्रोजेक्ट",
    publications: "Publications|Veröffentlichungen|Publicaciones|Publicações|Pubblicazioni|出版物|著作|المنشورات|प्रकाशन",
    organizations: "Organizations|Organisationen|Organisations|Organizaciones|Organizações|Organizzazioni|所属団体|団体|المنظمات|संगठन",
    causes: "Causes|Soziales Engagement|Causas|Cause",
  };
  const BY_HEADING = new Map(Object.entries(HEADINGS).flatMap(([kind, words]) => words.split("|").map((word) => [text.folded(word), kind])));

  /** What a component key or anchor id names, or "". @param {string} key */
  const kindOfKey = (key, slug = "") => {
    const bare = slug && key.toLowerCase().endsWith(slug.toLowerCase()) ? key.slice(0, -slug.length).replace(/[_-]$/, "") : key;
    if (OTHERS.test(bare.replace(/^com\.linkedin\.sdui\.profile\.card\.ref/, ""))) return "others";
    return KEYS.find(([shape]) => shape.test(bare))?.[1] ?? "";
  };

  const SDUI =
    '[componentkey*="sdui.profile.card.ref"], [id*="sdui.profile.card.ref"], [componentkey^="Profile_Top_Level_"], [componentkey^="ProfileNullStateCardAnchor_"], [data-testid^="profile_"]';
  const keysOf = (element) =>
    ["componentkey", "id", "data-testid"]
      .map((name) => element.getAttribute(name) ?? "")
      .filter((key) => /sdui\.profile\.card|^Profile_Top_Level_|^ProfileNullStateCardAnchor_|^profile_/.test(key));

  /**
   * The cards of the profile in view, by kind, and the grade of what told the kind (fallbacks.js).
   * @param {Element} main @param {string} slug of the URL
   * @returns {{found: Map<string, Element>, grades: Map<string, string>}}
   */
  const of = (main, slug) => {
    const found = new Map();
    const grades = new Map();
    const claimed = new Set();
    const claim = (kind, card, grade = "semantic") => {
      if (!kind || !card || claimed.has(card)) return;
      claimed.add(card);
      if (kind === "others" || (found.has(kind) && weigh(card) <= weigh(found.get(kind)))) return;
      found.set(kind, card);
      grades.set(kind, grade);
    };
    for (const anchor of dom.all(main, ".pv-profile-card__anchor, section > div[id]:empty, section div[id]:empty")) {
      const kind = ANCHORS[anchor.id] ?? (OTHERS.test(anchor.id) ? "others" : "");
      if (kind) claim(kind, anchor.closest("section"));
    }
    const foreign = foreignIds(main, slug);
    for (const element of dom.all(main, SDUI)) {
      for (const key of keysOf(element)) if (!foreign.some((id) => key.includes(id))) claim(kindOfKey(key, slug), boxOf(element, main));
    }
    for (const section of sectionsOf(main).filter((one) => !claimed.has(one))) {
      if (inside(section, claimed)) continue;
      const kind = kindByLinks(section, slug);
      claim(kind || kindByHeading(section), section, kind ? "semantic" : "text");
    }
    return { found, grades };
  };

  const weigh = (card) => (card.textContent ?? "").length;
  const inside = (section, claimed) => [...claimed].some((card) => card !== section && (card.contains(section) || section.contains(card)));

  // An empty marker stands beside the content it marks: the card is the section around both.
  const boxOf = (element, main) => {
    if (/^H\d$/.test(element.tagName) || !element.querySelector("p, span, li, h2")) return element.closest("section") ?? element.parentElement;
    return element === main ? null : element;
  };

  // The 2026 build writes the viewed person's id into each card's key. After a change of person within the app an old card may still
  // stand there: where the ids differ, the one beside this URL's contact link is right.
  const foreignIds = (main, slug) => {
    const tops = dom.all(main, SDUI).filter((element) => keysOf(element).some((key) => /Top_?card$/i.test(key)));
    const idOf = (element) =>
      keysOf(element)
        .map((key) => key.match(/card\.ref\.?(.+?)Top_?card$/i)?.[1])
        .find(Boolean);
    const ids = [...new Set(tops.map(idOf).filter(Boolean))];
    if (ids.length < 2) return [];
    const title = text.folded(main.ownerDocument.title);
    const right =
      tops.find((top) => learnlearn.linkedin.slugIn(top) === slug) ??
      tops.find((top) => title.includes(text.folded(dom.lineOf(dom.first(top, "h1", "h2"))) || "\n"));
    return right ? ids.filter((id) => id !== idOf(right)) : [];
  };

  // A section that holds others is no card; the sign-in dialogs of the guest page are sections too, and do not count.
  const isInnermost = (section) => !dom.all(section, "section").some((inner) => !inner.closest("[role='dialog'], [aria-modal]"));

  const sectionsOf = (main) => {
    const sections = dom.all(main, "section").filter((section) => isInnermost(section) && !section.closest("aside, footer, dialog, [role='dialog']"));
    const headed = dom
      .all(main, "h2")
      .filter((heading) => !heading.closest("aside, footer, dialog, [role='dialog']"))
      .map((heading) => grown(heading, main));
    return [...new Set([...sections, ...headed])];
  };

  // Without <section>: as far up from a heading as no other heading is met.
  const grown = (heading, main) => {
    let box = heading;
    while (box.parentElement && box.parentElement !== main && box.parentElement.querySelectorAll("h2").length === 1) box = box.parentElement;
    return box;
  };

  const kindByLinks = (section, slug) =>
    LINKS.find(([, selector]) => dom.all(section, selector).some((link) => !slug || isOf(link, slug)))?.[0] ?? "";
  const isOf = (link, slug) => {
    const at = dom.href(link).match(/\/in\/([^/?#]+)/)?.[1];
    return !at || /^ACo/.test(at) || learnlearn.linkedin.sameSlug(at, slug);
  };

  const kindByHeading = (section) => BY_HEADING.get(text.folded(dom.linesOf(dom.first(section, "h2", "h3", "h1"))[0] ?? "")) ?? "";

  /** Sections by their heading alone. @param {Element} main @returns {Map<string, Element>} */
  const byHeading = (main) => {
    const found = new Map();
    for (const section of sectionsOf(main)) {
      const kind = kindByHeading(section);
      if (kind && !found.has(kind)) found.set(kind, section);
    }
    return found;
  };

  learnlearn.linkedin = { ...learnlearn.linkedin, cards: { of, byHeading, kindOfKey } };
})();
