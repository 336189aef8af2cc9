using System.Collections.Frozen;
using System.Globalization;

namespace Chancery.Kernel;

/// <summary>
/// The languages an edition may be written in. Names are endonyms, as the reader's own switcher shows them.
/// The languages of the interface are those that have a file in <c>Words/</c>.
/// </summary>
public static class Language
{
    private static readonly Dictionary<string, (string Name, string Culture)> Known = new(StringComparer.Ordinal)
    {
        ["en"] = ("English", "en-GB"),
        ["ko"] = ("한국어", "ko-KR"),
        ["az"] = ("Azərbaycanca", "az-Latn-AZ"),
        ["ru"] = ("Русский", "ru-RU"),
        ["fr"] = ("Français", "fr-FR"),
        ["tr"] = ("Türkçe", "tr-TR"),
        ["de"] = ("Deutsch", "de-DE"),
        ["es"] = ("Español", "es-ES"),
        ["ja"] = ("日本語", "ja-JP"),
        ["zh"] = ("中文", "zh-CN"),
        ["ar"] = ("العربية", "ar"),
    };

    public static IReadOnlyCollection<string> All => Known.Keys;

    public static bool IsKnown(string? tag) => tag is not null && Known.ContainsKey(tag);

    /// <summary>The language's name in itself (한국어, Français), or the tag when it is unknown.</summary>
    public static string Endonym(string tag) => Known.TryGetValue(tag, out var known) ? known.Name : tag;

    private static readonly FrozenDictionary<string, CultureInfo> Cultures =
        Known.ToFrozenDictionary(k => k.Key, k => Made(k.Value.Culture), StringComparer.Ordinal);

    /// <summary>Gregorian calendar and Latin digits always: a Thai or Arabic server must not print 2559.</summary>
    public static CultureInfo Culture(string tag) => Cultures.TryGetValue(tag, out var culture) ? culture : Cultures["en"];

    // Made once: a fresh CultureInfo reads its number formats from ICU again, which took most of the time of a page.
    private static CultureInfo Made(string name)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar();
        culture.NumberFormat.DigitSubstitution = DigitShapes.None;
        return CultureInfo.ReadOnly(culture);
    }

    public static string Direction(string tag) => tag == "ar" ? "rtl" : "ltr";
}
