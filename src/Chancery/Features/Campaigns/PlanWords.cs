using Chancery.Kernel;

namespace Chancery.Features.Campaigns;

/// <summary>One text of a form, a field a language, as <c>_PlanWords</c> shows it.</summary>
/// <param name="Name">Name of the input: <c>Title</c> gives <c>Title[en]</c>, <c>Title[ko]</c>.</param>
/// <param name="Typed">What stands in the fields.</param>
/// <param name="Saved">What somebody else saved meanwhile, shown beside the fields where it differs.</param>
public sealed record PlanWords(
    string Name, string Label, IReadOnlyList<string> Languages, IReadOnlyDictionary<string, string?> Typed,
    Translated? Saved = null, bool Long = false, bool Optional = false)
{
    /// <summary>The languages of the mission, then those that the text has beside them: none is lost by an edit.</summary>
    public static IReadOnlyList<string> LanguagesOf(IEnumerable<string> mission, params IEnumerable<Translated> texts) =>
        [.. mission.Concat(texts.SelectMany(t => t.Texts.Keys)).Distinct(StringComparer.Ordinal)];

    public static Dictionary<string, string?> Fields(Translated text) =>
        text.Texts.ToDictionary(t => t.Key, t => (string?)t.Value, StringComparer.Ordinal);

    public static Translated Read(IReadOnlyDictionary<string, string?> typed) =>
        new(typed.Where(t => Language.IsKnown(t.Key)).Select(t => KeyValuePair.Create(t.Key, t.Value ?? "")));
}
