using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chancery.Features.Stories;

/// <summary>A story to be begun, as the desk's form and the API ask for it.</summary>
internal sealed record StoryStart(StoryKind Kind, Guid? Programme, string? SourceLanguage, string? Title, string? Slug);

/// <summary>What writers do with stories. Pages and API do it by the same methods; the caller saves.</summary>
internal static class StoryWriting
{
    /// <summary>Adds a story with its source edition; refusals name the fields of <see cref="StoryStart"/>.</summary>
    public static async Task<(Story? Story, IReadOnlyList<Refusal> Refusals)> BeginAsync(this ChanceryDb db, Visit visit, StoryStart start, CancellationToken stop)
    {
        var title = PlainText.Clean(start.Title).ReplaceLineEndings(" ").Trim();
        var slug = (start.Slug ?? "").Trim();
        var no = new List<Refusal>();
        if (!Enum.IsDefined(start.Kind)) no.Add(new Refusal("story.unknown-kind", nameof(start.Kind)));
        if (title.Length == 0) no.Add(new Refusal("story.no-title", nameof(start.Title)));
        if (title.Length > Edition.TitleLimit) no.Add(new Refusal("story.too-long", nameof(start.Title)).With("limit", Edition.TitleLimit));
        if (start.SourceLanguage is null || !visit.Mission.Languages.Contains(start.SourceLanguage, StringComparer.Ordinal))
            no.Add(new Refusal("story.unknown-language", nameof(start.SourceLanguage)));
        if (slug.Length > 0 && !Slug.IsValid(slug)) no.Add(new Refusal("story.bad-slug", nameof(start.Slug)));
        if (start.Programme is { } programme && !await db.Programmes.AnyAsync(p => p.Id == programme, stop))
            no.Add(new Refusal("story.unknown-programme", nameof(start.Programme)));
        if (slug.Length > 0 && no.Count == 0 && await db.Stories.AnyAsync(s => s.Slug == slug, stop))
            no.Add(new Refusal("story.slug-taken", nameof(start.Slug)).With("slug", slug));
        if (no.Count > 0) return (null, no);

        var story = new Story
        {
            MissionId = visit.Mission.Id, ProgrammeId = start.Programme, Kind = start.Kind, SourceLanguage = start.SourceLanguage!,
            Slug = slug.Length > 0 ? slug : await db.FreeSlugAsync(visit, start.Kind, title, stop), CreatedAt = visit.Now, ById = visit.Person.Id,
        };
        if (story.AddEdition(story.SourceLanguage, copy: false, visit.Mission.Languages, visit.Person.Id, visit.Now) is { } refusal) return (null, [refusal]);
        if (story.Editions[0].Write(title, "", "", visit.Person.Id, visit.Now) is { } refused) return (null, [refused]);
        db.Add(story);
        db.Add(story.Entry(visit, "story.added", new { kind = Reader.Kebab(story.Kind.ToString()), source = story.SourceLanguage, slug = story.Slug }));
        return (story, []);
    }

    /// <summary>Adds an edition, empty or as a copy of the source that is to be translated.</summary>
    public static Refusal? BeginEdition(this ChanceryDb db, Visit visit, Story story, string? language, bool copy)
    {
        if (story.AddEdition(language ?? "", copy, visit.Mission.Languages, visit.Person.Id, visit.Now) is { } refusal) return refusal;
        var edition = story.In(language!)!;
        db.Add(edition);
        db.Add(story.Entry(edition, visit, "story.edition-added", new { edition = edition.Id, language, copy }));
        return null;
    }

    /// <summary>Takes a text, and under correction the note that readers will see above it.</summary>
    public static Refusal? Take(this Edition edition, Visit visit, string? title, string? summary, string? body, string? correctionNote)
    {
        if (edition.Write(title ?? "", summary ?? "", body ?? "", visit.Person.Id, visit.Now) is { } refusal) return refusal;
        if (!edition.InCorrection) return null;
        var note = PlainText.Clean(correctionNote).Trim();
        if (note.Length > Edition.NoteLimit)
            return new Refusal("story.too-long", nameof(Edition.CorrectionNote)).With("limit", Edition.NoteLimit);
        edition.CorrectionNote = note;
        return null;
    }

    /// <summary>
    /// Holds a story still: until the transaction ends nobody saves a text of it, waives a finding or takes a waiver back, and
    /// what is read from here on is what stands. The journal's head first, as every act that writes an entry takes it.
    /// </summary>
    public static async Task<IDbContextTransaction> HoldAsync(this ChanceryDb db, Guid mission, Guid story, CancellationToken stop)
    {
        var held = await db.Database.BeginTransactionAsync(stop);
        await db.JournalHeads.Where(h => h.MissionId == mission).ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequence, x => x.Sequence), stop);
        await db.Editions.Where(e => e.StoryId == story).ExecuteUpdateAsync(e => e.SetProperty(x => x.Version, x => x.Version), stop);
        return held;
    }

    /// <summary>Sends the text as it stands for review.</summary>
    public static async Task<Refusal?> SendAsync(this ChanceryDb db, Visit visit, Story story, Edition edition, CancellationToken stop)
    {
        var missing = StoryText.Pictures(edition.Body).Count - (await db.PicturesOf(edition.Body, stop)).Count;
        if (missing > 0) return new Refusal("story.missing-pictures", nameof(Edition.Body)).With("n", missing);
        if (edition.SendForReview(visit.Person.Id) is { } refusal) return refusal;
        var hash = StoryText.Hash(edition.Title, edition.Summary, edition.Body);
        db.Add(story.Entry(edition, visit, "story.sent", new { edition = edition.Id, language = edition.Language, hash }));
        return null;
    }

    /// <summary>The title's own slug, or with the first number that is free.</summary>
    private static async Task<string> FreeSlugAsync(this ChanceryDb db, Visit visit, StoryKind kind, string title, CancellationToken stop)
    {
        var slug = Slug.From(title, $"{Reader.Kebab(kind.ToString())}-{Reader.Machine(visit.Today)}");
        if (slug.Length > Slug.MaxLength - 4) slug = slug[..(Slug.MaxLength - 4)].Trim('-');
        var taken = await db.Stories.Where(s => s.Slug == slug || EF.Functions.Like(s.Slug, slug + "-%")).Select(s => s.Slug).ToListAsync(stop);
        if (!taken.Contains(slug, StringComparer.Ordinal)) return slug;
        var number = 2;
        while (taken.Contains($"{slug}-{number}", StringComparer.Ordinal)) number++;
        return $"{slug}-{number}";
    }
}
