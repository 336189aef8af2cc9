using Chancery.Kernel;
using Chancery.Platform.Journal;

namespace Chancery.Features.Campaigns;

/// <summary>What somebody writes down about what happened, as it was typed.</summary>
public sealed class RecordForm
{
    /// <summary>The entry's id, made with the form (UUID version 7): sent twice, it is one entry.</summary>
    public Guid Id { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public string? At { get; set; }

    /// <summary>The day is not known: the entry counts, the actual period stays as it is.</summary>
    public bool NotRecorded { get; set; }

    /// <summary>The language of the words, the place and the unit.</summary>
    public string? In { get; set; }

    public string? Place { get; set; }

    public string? Words { get; set; }

    public string? Quantity { get; set; }

    public string? Unit { get; set; }

    /// <summary>One address a line.</summary>
    public string? Links { get; set; }

    public List<IFormFile> Files { get; set; } = [];

    /// <summary>The action is done with this.</summary>
    public bool Done { get; set; }

    internal IReadOnlyList<string> LinkList =>
        [.. (Links ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>The entry that the form means; refusals name their fields, and with any of them it is null.</summary>
    internal JournalEntry? Read(PlanAction action, Guid by, DateOnly today, List<Refusal> no)
    {
        var language = Language.IsKnown(In) ? In! : "en";
        var draft = new EntryDraft
        {
            Id = Id, NotRecorded = NotRecorded, Words = Say(language, Words), Place = Say(language, Place), Unit = Say(language, Unit),
            Links = LinkList, Files = Files.Count,
        };
        if (Typed.TryDate(From, out var from)) draft.From = from;
        else no.Add(new Refusal("plan.not-a-date", nameof(From)));
        if (Typed.TryDate(To, out var to)) draft.To = to;
        else no.Add(new Refusal("plan.not-a-date", nameof(To)));
        if (Typed.TryTime(At, out var at)) draft.At = at;
        else no.Add(new Refusal("plan.not-a-time", nameof(At)));
        if (Typed.TryAmount(Quantity, out var quantity)) draft.Quantity = quantity;
        else no.Add(new Refusal("entry.not-a-number", nameof(Quantity)));
        return draft.ToEntry(action, by, today, no);
    }

    private static Translated Say(string language, string? text) => new((language, text?.ReplaceLineEndings("\n") ?? ""));
}
