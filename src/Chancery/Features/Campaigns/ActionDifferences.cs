using System.Globalization;
using Chancery.Kernel;

namespace Chancery.Features.Campaigns;

/// <summary>One field in which two people's texts of an action differ.</summary>
/// <param name="Key">Names the field in the form, e.g. <c>title-ko</c>.</param>
/// <param name="Label">Word key of the field.</param>
/// <param name="TakeTheirs">The reader never touched it: what the other saved is proposed.</param>
internal sealed record Difference(string Key, string Label, string? Language, string Mine, string Theirs, bool TakeTheirs);

/// <summary>Compares and mends forms, field by field.</summary>
internal static class ActionDifferences
{
    private static readonly string[] Texts = ["title", "description", "place"];
    private static readonly string[] Plain = ["kind", "objective", "from", "to", "starts", "ends", "coordinates", "parties", "budget"];

    /// <summary>
    /// What must be chosen: fields that somebody else changed since this form was opened and that differ from mine.
    /// Without knowing how it stood then (<paramref name="was"/>), every field that differs.
    /// </summary>
    public static IReadOnlyList<Difference> Between(ActionForm mine, ActionForm theirs, ActionForm? was, ActionLists lists)
    {
        var found = new List<Difference>();
        foreach (var (key, label, language) in Keys(lists))
        {
            var (my, their) = (Show(mine, key), Show(theirs, key));
            if (my == their) continue;
            var before = was is null ? null : Show(was, key);
            if (before == their) continue;
            found.Add(new Difference(key, label, language, my, their, my == before));
        }
        return found;
    }

    /// <summary>Word keys of the fields that differ, for the journal's payload.</summary>
    public static IReadOnlyList<string> Changed(ActionForm before, ActionForm after, ActionLists lists) =>
        [.. Keys(lists).Where(k => Show(before, k.Key) != Show(after, k.Key)).Select(k => k.Key)];

    public static void TakeTheirs(ActionForm mine, ActionForm theirs, string key)
    {
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0)
        {
            var language = key[(dash + 1)..];
            var (to, from) = key[..dash] switch
            {
                "title" => (mine.Title, theirs.Title),
                "description" => (mine.Description, theirs.Description),
                _ => (mine.Place, theirs.Place),
            };
            to[language] = from.GetValueOrDefault(language);
            return;
        }
        switch (key)
        {
            case "kind": mine.Kind = theirs.Kind; break;
            case "objective": mine.Objective = theirs.Objective; break;
            case "from": mine.From = theirs.From; break;
            case "to": mine.To = theirs.To; break;
            case "starts": mine.StartsAt = theirs.StartsAt; break;
            case "ends": mine.EndsAt = theirs.EndsAt; break;
            case "coordinates": (mine.Latitude, mine.Longitude) = (theirs.Latitude, theirs.Longitude); break;
            case "parties": mine.Parties = theirs.Parties; break;
            case "budget": mine.Budget = theirs.Budget; break;
        }
    }

    /// <summary>The whole form as the names and values of hidden fields.</summary>
    public static IEnumerable<(string Name, string Value)> Hidden(ActionForm form)
    {
        (string Name, string? Value)[] plain =
        [
            ("Kind", form.Kind), ("Objective", form.Objective), ("Latitude", form.Latitude), ("Longitude", form.Longitude),
            ("From", form.From), ("To", form.To), ("StartsAt", form.StartsAt), ("EndsAt", form.EndsAt),
            .. Hidden("Title", form.Title), .. Hidden("Description", form.Description), .. Hidden("Place", form.Place),
            .. form.Parties.SelectMany((p, i) => (IEnumerable<(string, string?)>)
                [($"Parties[{i}].Id", p.Id?.ToString()), ($"Parties[{i}].ContactId", p.ContactId?.ToString()), ($"Parties[{i}].Role", p.Role),
                 .. Hidden($"Parties[{i}].Who", p.Who), .. Hidden($"Parties[{i}].Note", p.Note)]),
            .. form.Budget.SelectMany((b, i) => (IEnumerable<(string, string?)>)
                [($"Budget[{i}].Id", b.Id?.ToString()), ($"Budget[{i}].Currency", b.Currency), ($"Budget[{i}].Planned", b.Planned),
                 ($"Budget[{i}].Spent", b.Spent), .. Hidden($"Budget[{i}].Label", b.Label)]),
        ];
        return plain.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => ("Form." + f.Name, f.Value!));
    }

    private static IEnumerable<(string Name, string? Value)> Hidden(string name, Dictionary<string, string?> texts) =>
        texts.Select(t => ($"{name}[{t.Key}]", t.Value));

    private static IEnumerable<(string Key, string Label, string? Language)> Keys(ActionLists lists) =>
    [
        .. Texts.SelectMany(t => lists.Languages.Select(l => ($"{t}-{l}", "actions.field." + t, (string?)l))),
        .. Plain.Select(p => (p, "actions.field." + p, (string?)null)),
    ];

    private static string Show(ActionForm form, string key)
    {
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0)
        {
            var texts = key[..dash] switch { "title" => form.Title, "description" => form.Description, _ => form.Place };
            return ActionForm.Of(texts).In(key[(dash + 1)..]);
        }
        return key switch
        {
            "kind" => form.Kind ?? "",
            "objective" => form.Objective ?? "",
            "from" => form.From?.Trim() ?? "",
            // A plan of one day has the same day twice.
            "to" => (string.IsNullOrWhiteSpace(form.To) ? form.From : form.To)?.Trim() ?? "",
            "starts" => Typed.TryTime(form.StartsAt, out var starts) ? Typed.Show(starts) ?? "" : form.StartsAt!,
            "ends" => Typed.TryTime(form.EndsAt, out var ends) ? Typed.Show(ends) ?? "" : form.EndsAt!,
            "coordinates" => $"{form.Latitude?.Trim()} {form.Longitude?.Trim()}".Trim(),
            "parties" => string.Join('\n', form.Parties.Where(p => !ActionForm.Of(p.Who).IsEmpty).Select(p => $"{p.Role}: {Line(p.Who)} {Line(p.Note)}".Trim())),
            _ => string.Join('\n', form.Budget.Where(b => !string.IsNullOrWhiteSpace(b.Planned + b.Spent) || !ActionForm.Of(b.Label).IsEmpty)
                .Select(b => $"{Line(b.Label)} {b.Currency?.ToUpperInvariant()} {Amount(b.Planned)} / {Amount(b.Spent)}".Trim())),
        };
    }

    private static string Line(Dictionary<string, string?> texts) => string.Join(" · ", ActionForm.Of(texts).Texts.Values);

    private static string Amount(string? text) =>
        Typed.TryAmount(text, out var amount) ? amount?.ToString("#,0.####", CultureInfo.InvariantCulture) ?? "–" : text!;
}
