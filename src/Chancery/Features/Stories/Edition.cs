using Chancery.Kernel;
using Chancery.Platform.Files;

namespace Chancery.Features.Stories;

public enum EditionState
{
    Draft,
    InReview,
    Approved,
    Published,
    Withdrawn,
}

/// <summary>
/// A story in one language. The working text is edited here; what the public reads is the immutable
/// <see cref="Revision"/> that the last publication made (docs/rules/editions.md).
/// </summary>
public sealed class Edition : IOwnedByMission, IVersioned
{
    public const int TitleLimit = 300;
    public const int SummaryLimit = 1_000;
    public const int BodyLimit = 200_000;
    public const int NoteLimit = 2_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid StoryId { get; init; }

    public required string Language { get; init; }

    /// <summary>Its name where it was imported from; empty for an edition written here.</summary>
    public string? ExternalId { get; init; }

    public string Title { get; set; } = "";

    public string Summary { get; set; } = "";

    /// <summary>Markdown. A picture from the evidence is <c>![alt](evidence:ID)</c>.</summary>
    public string Body { get; set; } = "";

    public EditionState State { get; private set; }

    /// <summary>From this instant on the public may read it; empty while it is not published.</summary>
    public DateTime? OpensAt { get; private set; }

    /// <summary>When it was first published (the decision, not the opening).</summary>
    public DateTime? PublishedAt { get; private set; }

    /// <summary>The embargo that is wanted, before publication; <see cref="OpensAt"/> holds after it.</summary>
    public DateTime? EmbargoUntil { get; set; }

    /// <summary>Number of the revision the public reads; 0 while there is none.</summary>
    public int PublicRevision { get; private set; }

    /// <summary>A published text is being corrected: the working text runs ahead of the public revision.</summary>
    public bool InCorrection { get; private set; }

    /// <summary>The note the public will read above the corrected text.</summary>
    public string CorrectionNote { get; set; } = "";

    public string WithdrawnBecause { get; private set; } = "";

    /// <summary>The approver's remark when the text was returned.</summary>
    public string ReturnNote { get; private set; } = "";

    /// <summary>Who last changed the text.</summary>
    public Guid? WrittenById { get; set; }

    /// <summary>Everyone who changed the text since it was last published. With two people none of them may approve it.</summary>
    public List<Guid> WriterIds { get; private set; } = [];

    public Guid? SubmittedById { get; private set; }

    public Guid? ApprovedById { get; private set; }

    public DateTime UpdatedAt { get; set; }

    public int Version { get; set; }

    public List<Revision> Revisions { get; init; } = [];

    /// <summary>The text may be edited: a draft, or a published text under correction that is not under review.</summary>
    public bool IsOpen => State == EditionState.Draft;

    /// <summary>Published, not withdrawn, and still under embargo.</summary>
    public bool IsWaiting(DateTime now) => PublicRevision > 0 && State != EditionState.Withdrawn && OpensAt > now;

    /// <summary>Takes a new text. An empty title or body is fine until it is sent for review.</summary>
    public Refusal? Write(string title, string summary, string body, Guid by, DateTime now)
    {
        if (!IsOpen) return new Refusal("story.not-a-draft");
        (title, summary, body) = (PlainText.Clean(title).ReplaceLineEndings(" ").Trim(), PlainText.Clean(summary).Trim(), PlainText.Clean(body).TrimEnd());
        if (title.Length > TitleLimit) return new Refusal("story.too-long", nameof(Title)).With("limit", TitleLimit);
        if (summary.Length > SummaryLimit) return new Refusal("story.too-long", nameof(Summary)).With("limit", SummaryLimit);
        if (body.Length > BodyLimit) return new Refusal("story.too-long", nameof(Body)).With("limit", BodyLimit);
        if ((title, summary, body) == (Title, Summary, Body)) return null;
        (Title, Summary, Body) = (title, summary, body);
        WrittenById = by;
        if (!WriterIds.Contains(by)) WriterIds = [.. WriterIds, by];
        UpdatedAt = now;
        return null;
    }

    public Refusal? SendForReview(Guid by)
    {
        if (State != EditionState.Draft) return new Refusal("story.not-a-draft");
        if (Title.Length == 0) return new Refusal("story.no-title", nameof(Title));
        if (Body.Length == 0) return new Refusal("story.no-body", nameof(Body));
        if (InCorrection && CorrectionNote.Length == 0) return new Refusal("story.no-correction-note", nameof(CorrectionNote));
        State = EditionState.InReview;
        SubmittedById = by;
        ReturnNote = "";
        return null;
    }

    public Refusal? Return(string note)
    {
        if (State is not (EditionState.InReview or EditionState.Approved)) return new Refusal("story.not-in-review");
        if (string.IsNullOrWhiteSpace(note)) return new Refusal("story.no-return-note", "Note");
        State = EditionState.Draft;
        ReturnNote = PlainText.Clean(note).Trim();
        ApprovedById = null;
        return null;
    }

    /// <summary>Two people: whoever wrote the text or sent it in does not approve it, unless the mission has one person only.</summary>
    public Refusal? Approve(Guid by, bool twoPeople)
    {
        if (State != EditionState.InReview) return new Refusal("story.not-in-review");
        if (twoPeople && IsOwnTextOf(by)) return new Refusal("story.own-text");
        State = EditionState.Approved;
        ApprovedById = by;
        return null;
    }

    /// <summary>This person had a hand in the text as it stands now.</summary>
    public bool IsOwnTextOf(Guid person) => person == WrittenById || person == SubmittedById || WriterIds.Contains(person);

    /// <summary>The working text as the revision that <see cref="Publish"/> would make public.</summary>
    internal Revision NextRevision(IReadOnlyDictionary<Guid, EvidenceFile> pictures, Guid? by, DateTime now) => new()
    {
        MissionId = MissionId, EditionId = Id, Number = PublicRevision + 1,
        Title = Title, Summary = Summary, Body = Body,
        Html = StoryText.Html(Body, Language, pictures),
        SearchText = StoryText.SearchText(Title, Summary, Body),
        CorrectionNote = InCorrection ? CorrectionNote : "",
        Hash = StoryText.Hash(Title, Summary, Body),
        ById = by, CreatedAt = now,
    };

    /// <summary>
    /// Publishes the working text as the next revision. With an embargo in the future it opens by itself at that
    /// instant; a correction keeps the opening that its first publication was given.
    /// </summary>
    public Refusal? Publish(Revision revision, DateTime now)
    {
        if (State != EditionState.Approved) return new Refusal("story.not-approved");
        Revisions.Add(revision);
        State = EditionState.Published;
        PublicRevision = revision.Number;
        PublishedAt ??= now;
        OpensAt = InCorrection ? OpensAt ?? now : EmbargoUntil > now ? EmbargoUntil : now;
        EmbargoUntil = null;
        InCorrection = false;
        CorrectionNote = "";
        WriterIds = [];
        return null;
    }

    /// <summary>
    /// Published before it came here (docs/rules/editions.md#import): the working text becomes the next revision without
    /// a review. The first one decides when it opens.
    /// </summary>
    public void TakeOver(Revision revision, DateTime opensAt, DateTime now)
    {
        Revisions.Add(revision);
        State = EditionState.Published;
        PublicRevision = revision.Number;
        PublishedAt ??= now;
        OpensAt ??= opensAt;
        InCorrection = false;
        CorrectionNote = "";
    }

    /// <summary>Moves an opening that has not come yet; without <paramref name="until"/> the text opens now.</summary>
    public Refusal? MoveOpening(DateTime? until, DateTime now)
    {
        if (!IsWaiting(now)) return new Refusal("story.not-waiting");
        if (until <= now) return new Refusal("story.embargo-past", "Embargo");
        OpensAt = until ?? now;
        return null;
    }

    /// <summary>Opens the text for a correction. The public goes on reading the last revision.</summary>
    public Refusal? Correct()
    {
        if (State != EditionState.Published) return new Refusal("story.not-published");
        State = EditionState.Draft;
        InCorrection = true;
        ApprovedById = null;
        SubmittedById = null;
        WrittenById = null;
        return null;
    }

    /// <summary>Gives a correction up: the working text is again what the public reads.</summary>
    public Refusal? DropCorrection(Revision published)
    {
        if (!InCorrection || State != EditionState.Draft) return new Refusal("story.no-correction");
        (Title, Summary, Body) = (published.Title, published.Summary, published.Body);
        State = EditionState.Published;
        InCorrection = false;
        (CorrectionNote, ReturnNote) = ("", "");
        WriterIds = [];
        return null;
    }

    /// <summary>Takes the text from the public for good, from whatever state its correction is in.</summary>
    public Refusal? Withdraw(string because)
    {
        if (PublicRevision == 0 || State == EditionState.Withdrawn) return new Refusal("story.not-published");
        if (string.IsNullOrWhiteSpace(because)) return new Refusal("story.no-withdraw-reason", "Because");
        State = EditionState.Withdrawn;
        InCorrection = false;
        WithdrawnBecause = PlainText.Clean(because).Trim();
        return null;
    }
}
