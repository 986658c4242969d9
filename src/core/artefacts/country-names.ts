import { COUNTRIES } from "./countries.ts";

/** ISO 3166-1 alpha-3 codes, each followed by the alpha-2 code of the same country. */
const ALPHA_3 = (
  "ANDAD AREAE AFGAF ATGAG AIAAI ALBAL ARMAM AGOAO ATAAQ ARGAR ASMAS AUTAT AUSAU ABWAW ALAAX " +
  "AZEAZ BIHBA BRBBB BGDBD BELBE BFABF BGRBG BHRBH BDIBI BENBJ BLMBL BMUBM BRNBN BOLBO BESBQ " +
  "BRABR BHSBS BTNBT BVTBV BWABW BLRBY BLZBZ CANCA CCKCC CODCD CAFCF COGCG CHECH CIVCI COKCK " +
  "CHLCL CMRCM CHNCN COLCO CRICR CUBCU CPVCV CUWCW CXRCX CYPCY CZECZ DEUDE DJIDJ DNKDK DMADM " +
  "DOMDO DZADZ ECUEC ESTEE EGYEG ESHEH ERIER ESPES ETHET FINFI FJIFJ FLKFK FSMFM FROFO FRAFR " +
  "GABGA GBRGB GRDGD GEOGE GUFGF GGYGG GHAGH GIBGI GRLGL GMBGM GINGN GLPGP GNQGQ GRCGR SGSGS " +
  "GTMGT GUMGU GNBGW GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IRLIE ISRIL IMNIM INDIN " +
  "IOTIO IRQIQ IRNIR ISLIS ITAIT JEYJE JAMJM JORJO JPNJP KENKE KGZKG KHMKH KIRKI COMKM KNAKN " +
  "PRKKP KORKR KWTKW CYMKY KAZKZ LAOLA LBNLB LCALC LIELI LKALK LBRLR LSOLS LTULT LUXLU LVALV " +
  "LBYLY MARMA MCOMC MDAMD MNEME MAFMF MDGMG MHLMH MKDMK MLIML MMRMM MNGMN MACMO MNPMP MTQMQ " +
  "MRTMR MSRMS MLTMT MUSMU MDVMV MWIMW MEXMX MYSMY MOZMZ NAMNA NCLNC NERNE NFKNF NGANG NICNI " +
  "NLDNL NORNO NPLNP NRUNR NIUNU NZLNZ OMNOM PANPA PERPE PYFPF PNGPG PHLPH PAKPK POLPL SPMPM " +
  "PCNPN PRIPR PSEPS PRTPT PLWPW PRYPY QATQA REURE ROURO SRBRS RUSRU RWARW SAUSA SLBSB SYCSC " +
  "SDNSD SWESE SGPSG SHNSH SVNSI SJMSJ SVKSK SLESL SMRSM SENSN SOMSO SURSR SSDSS STPST SLVSV " +
  "SXMSX SYRSY SWZSZ TCATC TCDTD ATFTF TGOTG THATH TJKTJ TKLTK TLSTL TKMTM TUNTN TONTO TURTR " +
  "TTOTT TUVTV TWNTW TZATZ UKRUA UGAUG UMIUM USAUS URYUY UZBUZ VATVA VCTVC VENVE VGBVG VIRVI " +
  "VNMVN VUTVU WLFWF WSMWS YEMYE MYTYT ZAFZA ZMBZM ZWEZW"
).split(" ");

/** What people write for a country that is neither its code nor its name in English. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  uk: "GB",
  england: "GB",
  wales: "GB",
  scotland: "GB",
  "northern ireland": "GB",
  britain: "GB",
  "great britain": "GB",
  usa: "US",
  america: "US",
  "united states of america": "US",
  eire: "IE",
  "republic of ireland": "IE",
  holland: "NL",
  "czech republic": "CZ",
  turkey: "TR",
};

/** Regions of cloud providers, by the start of their names. Source: the providers' lists of regions. */
const REGIONS: readonly (readonly [start: string, country: string])[] = [
  ["eu-west-1", "IE"],
  ["eu-west-2", "GB"],
  ["eu-west-3", "FR"],
  ["eu-central-1", "DE"],
  ["eu-central-2", "CH"],
  ["eu-north-1", "SE"],
  ["eu-south-1", "IT"],
  ["eu-south-2", "ES"],
  ["us-east-", "US"],
  ["us-west-", "US"],
  ["us-gov-", "US"],
  ["ca-", "CA"],
  ["uksouth", "GB"],
  ["ukwest", "GB"],
  ["northeurope", "IE"],
  ["westeurope", "NL"],
  ["europe-west1-", "BE"],
  ["europe-west2", "GB"],
  ["europe-west3", "DE"],
  ["europe-west4", "NL"],
  ["europe-west9", "FR"],
];

/**
 * The alpha-2 code of the country that a word means: its alpha-3 code, its name in English, or a cloud
 * provider's region in it. Undefined if the word means none: a guess would be false evidence.
 */
export function countryMeant(word: string): string | undefined {
  const lower = word.trim().toLowerCase();
  const upper = lower.toUpperCase();
  if (COUNTRIES.includes(upper)) return upper;
  const alpha3 = ALPHA_3.find((pair) => pair.slice(0, 3) === upper);
  if (alpha3) return alpha3.slice(3);
  if (Object.hasOwn(OTHER_NAMES, lower)) return OTHER_NAMES[lower];
  const region = REGIONS.find(([start]) => lower === start || lower.startsWith(start));
  if (region) return region[1];
  const names = new Intl.DisplayNames(["en"], { type: "region" });
  return COUNTRIES.find((code) => names.of(code)?.toLowerCase() === lower);
}
