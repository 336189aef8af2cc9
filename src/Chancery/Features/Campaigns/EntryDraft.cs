using Chancery.Kernel;
using Chancery.Platform.Journal;

namespace Chancery.Features.Campaigns;

/// <summary>An entry about to be made, from the form or through the API: the rules of what may be recorded, said once.</summary>
internal sealed class EntryDraft
{
    private const int WordsLength = 8000;
    private const int ShortLength = 200;
    private const int LinkLength = 2000;
    private const int MostProofs = 20;

    public required Guid Id { get; init; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public TimeOnly? At { get; set; }

    public bool NotRecorded { get; init; }

    public Translated Words { get; init; } = Translated.Empty;

    public Translated Place { get; init; } = Translated.Empty;

    public Translated Unit { get; init; } = Translated.Empty;

    public decimal? Quantity { get; set; }

    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>How many files come with it.</summary>
    public int Files { get; init; }

    /// <summary>
    /// The entry, or null when anything is in <paramref name="no"/>: what this finds, or what the caller could not read
    /// (a field that is refused already is not refused twice).
    /// </summary>
    public JournalEntry? ToEntry(PlanAction action, Guid by, DateOnly today, List<Refusal> no)
    {
        if (Id == Guid.Empty) no.Add(new Refusal("entry.no-id"));
        var (from, to, at) = NotRecorded ? (null, null, null) : (From, To, At);
        if (from is null && !NotRecorded && no.TrueForAll(r => r.Field != nameof(From))) no.Add(new Refusal("entry.no-day", nameof(From)));
        if (to < from) no.Add(new Refusal("plan.period-reversed", nameof(To)));
        if (from > today) no.Add(new Refusal("entry.future", nameof(From)));
        else if (to > today) no.Add(new Refusal("entry.future", nameof(To)));

        if (Quantity is not null && Unit.IsEmpty) no.Add(new Refusal("entry.no-unit", nameof(Unit)));
        if (Quantity is null && !Unit.IsEmpty && no.TrueForAll(r => r.Field != nameof(Quantity))) no.Add(new Refusal("entry.no-quantity", nameof(Quantity)));
        foreach (var (name, text, limit) in ((string, Translated, int)[])[(nameof(Words), Words, WordsLength), (nameof(Place), Place, ShortLength), (nameof(Unit), Unit, ShortLength)])
            if (text.Texts.Values.Any(t => t.Length > limit)) no.Add(new Refusal("plan.too-long", name).With("limit", limit));

        foreach (var link in Links)
        {
            if (link.Length > LinkLength || link.Any(char.IsControl) || !Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                no.Add(new Refusal("entry.link", nameof(Links)).With("link", link.Length > 80 ? link[..80] + "…" : link));
        }
        if (Links.Count + Files > MostProofs) no.Add(new Refusal("entry.too-many-proofs", nameof(Files)).With("limit", MostProofs));
        if (no.Count > 0) return null;

        return new JournalEntry
        {
            Id = Id, MissionId = action.MissionId, Kind = JournalEntry.Happened, ProgrammeId = action.ProgrammeId, ActionId = action.Id,
            HappenedOn = from, HappenedTo = to == from ? null : to, HappenedAt = at, ById = by, Quantity = Quantity,
            Text = Words.IsEmpty && Place.IsEmpty && Unit.IsEmpty ? null : new JournalText { Words = Words, Place = Place, Unit = Unit },
        };
    }
}
