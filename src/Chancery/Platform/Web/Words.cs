using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Chancery.Kernel;

namespace Chancery.Platform.Web;

/// <summary>
/// The interface texts: one embedded file a language in <c>Words/</c>, keys joined by dots. A text may have holes:
/// <c>{name}</c>, or <c>{name|은/는}</c> for the Korean particle that fits the word before it. A text may be an object of
/// CLDR plural categories, chosen by the argument <c>n</c>. A test holds all languages to the same keys.
/// </summary>
public sealed class Words
{
    private readonly Dictionary<string, Dictionary<string, string>> _languages = new(StringComparer.Ordinal);

    public Words()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Words.", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var json = JsonDocument.Parse(stream);
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            Flatten(json.RootElement, "", texts);
            _languages[resource["Words.".Length..^".json".Length]] = texts;
        }
    }

    /// <summary>Languages the interface speaks.</summary>
    public IReadOnlyCollection<string> Languages => _languages.Keys;

    public IReadOnlyDictionary<string, string> In(string language) => _languages[language];

    public bool Has(string language, string key) => _languages.TryGetValue(language, out var texts) && texts.ContainsKey(key);

    /// <summary>The text, or the key itself in brackets when it is missing (a test finds those before a reader does).</summary>
    public string Get(string language, string key, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        if (!_languages.TryGetValue(language, out var texts))
        {
            language = "en";
            texts = _languages[language];
        }
        var culture = Language.Culture(language);
        if (!texts.TryGetValue(key, out var text))
        {
            var category = "other";
            foreach (var (name, value) in arguments)
            {
                if (name == "n") category = Plural(language, Convert.ToDecimal(value, CultureInfo.InvariantCulture));
            }
            if (!texts.TryGetValue($"{key}.{category}", out text) && !texts.TryGetValue($"{key}.other", out text)) return $"[{key}]";
        }
        return arguments.IsEmpty ? text : Fill(text, arguments, culture);
    }

    private static string Fill(string text, ReadOnlySpan<(string Name, object Value)> arguments, CultureInfo culture)
    {
        var output = new StringBuilder(text.Length + 16);
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                output.Append(text.AsSpan(at));
                break;
            }
            output.Append(text.AsSpan(at, open - at));
            var hole = text[(open + 1)..close];
            var bar = hole.IndexOf('|', StringComparison.Ordinal);
            var name = bar < 0 ? hole : hole[..bar];
            var value = "{" + hole + "}";
            foreach (var argument in arguments)
            {
                if (argument.Name != name) continue;
                value = argument.Value switch
                {
                    int or long => ((IFormattable)argument.Value).ToString("N0", culture),
                    decimal number => number.ToString("#,0.####", culture),
                    IFormattable other => other.ToString(null, culture),
                    var other => other.ToString() ?? "",
                };
                if (bar >= 0) value += Particle(value, hole[(bar + 1)..]);
            }
            output.Append(value);
            at = close + 1;
        }
        return output.ToString();
    }

    /// <summary>
    /// Of a pair such as 은/는, 이/가, 을/를, 과/와, 으로/로: the first after a final consonant, the second after a vowel;
    /// 으로/로 takes the second after ㄹ too. What does not end in Hangul or a digit gets both, as Korean forms do.
    /// </summary>
    internal static string Particle(string word, string pair)
    {
        var slash = pair.IndexOf('/', StringComparison.Ordinal);
        var (closed, open) = (pair[..slash], pair[(slash + 1)..]);
        var last = word.TrimEnd('"', '”', '’', '」', '』', ')').LastOrDefault();
        int final;
        if (last is >= '가' and <= '힣') final = (last - '가') % 28;
        else if (char.IsAsciiDigit(last)) final = last switch { '0' or '3' or '6' => 1, '1' or '7' or '8' => 8, _ => 0 };
        else return $"{closed}({open})";
        return final == 0 || (final == 8 && open == "로") ? open : closed;
    }

    /// <summary>CLDR cardinal categories of the languages that have a file.</summary>
    private static string Plural(string language, decimal n) => language switch
    {
        "ko" or "ja" or "zh" or "tr" => "other",
        "fr" => n < 2 ? "one" : "other",
        "ru" when n == decimal.Truncate(n) => (n % 10, n % 100) switch
        {
            (1, not 11) => "one",
            ( >= 2 and <= 4, not (>= 12 and <= 14)) => "few",
            _ => "many",
        },
        _ => n == 1 ? "one" : "other",
    };

    private static void Flatten(JsonElement element, string prefix, Dictionary<string, string> into)
    {
        foreach (var property in element.EnumerateObject())
        {
            var key = prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}";
            if (property.Value.ValueKind == JsonValueKind.Object) Flatten(property.Value, key, into);
            else into.Add(key, property.Value.GetString()!);
        }
    }
}
