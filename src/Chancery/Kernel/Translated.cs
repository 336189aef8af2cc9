namespace Chancery.Kernel;

/// <summary>
/// One text in several languages: language tag (BCP 47, lower case) → text in NFC. Immutable; empty texts are dropped.
/// </summary>
public sealed class Translated : IEquatable<Translated>
{
    public static readonly Translated Empty = new(new Dictionary<string, string>(StringComparer.Ordinal));

    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);

    public Translated(IEnumerable<KeyValuePair<string, string>> texts)
    {
        foreach (var (language, text) in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
                _texts[language.ToLowerInvariant()] = PlainText.Clean(text).Trim();
        }
    }

    public Translated(params (string Language, string Text)[] texts)
        : this(texts.Select(t => KeyValuePair.Create(t.Language, t.Text)))
    {
    }

    public IReadOnlyDictionary<string, string> Texts => _texts;

    public bool IsEmpty => _texts.Count == 0;

    /// <summary>The text in exactly this language, or empty.</summary>
    public string In(string language) => _texts.GetValueOrDefault(language, "");

    /// <summary>
    /// The text for a reader of <paramref name="language"/>: that language, else English, else the first there is,
    /// together with the language it is in (so that the page can mark a foreign passage with <c>lang</c>).
    /// </summary>
    public (string Text, string Language) For(string language)
    {
        if (_texts.TryGetValue(language, out var own)) return (own, language);
        if (_texts.TryGetValue("en", out var english)) return (english, "en");
        foreach (var (tag, text) in _texts) return (text, tag);
        return ("", language);
    }

    public Translated With(string language, string? text) =>
        new(_texts.Where(t => t.Key != language).Append(KeyValuePair.Create(language, text ?? "")));

    public bool Equals(Translated? other) => other is not null && _texts.SequenceEqual(other._texts);

    public override bool Equals(object? obj) => Equals(obj as Translated);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (language, text) in _texts) hash.Add(HashCode.Combine(language, text));
        return hash.ToHashCode();
    }

    public override string ToString() => For("en").Text;
}
