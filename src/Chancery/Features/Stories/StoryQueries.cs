using Chancery.Platform.Files;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>What the public may read, said once. Newsroom, feeds, sitemap, archive and API all go through here.</summary>
internal static class StoryQueries
{
    /// <summary>
    /// Editions that are open at <paramref name="now"/>: published (a correction under way keeps the last revision
    /// readable), not withdrawn, and past their embargo.
    /// </summary>
    public static IQueryable<Edition> Public(this IQueryable<Edition> editions, DateTime now) =>
        editions.Where(e => e.PublicRevision > 0 && e.State != EditionState.Withdrawn && e.OpensAt != null && e.OpensAt <= now);

    /// <summary>The public revision beside each public edition and its story.</summary>
    public static IQueryable<PublicEdition> PublicTexts(this ChanceryDb db, DateTime now) =>
        from edition in db.Set<Edition>().Public(now)
        join revision in db.Set<Revision>() on new { EditionId = edition.Id, Number = edition.PublicRevision } equals new { revision.EditionId, revision.Number }
        join story in db.Set<Story>() on edition.StoryId equals story.Id
        select new PublicEdition { Story = story, Edition = edition, Revision = revision };

    /// <summary>The stories that the filters leave; a state is asked of the edition in the language, when one is given.</summary>
    public static IQueryable<Story> Of(this IQueryable<Story> stories, StoryKind? kind, Guid? programme, string? language, EditionState? state)
    {
        if (kind is not null) stories = stories.Where(s => s.Kind == kind);
        if (programme is not null) stories = stories.Where(s => s.ProgrammeId == programme);
        if (!string.IsNullOrEmpty(language)) stories = stories.Where(s => s.Editions.Any(e => e.Language == language));
        if (state is not null)
            stories = stories.Where(s => s.Editions.Any(e => e.State == state && (language == null || language == "" || e.Language == language)));
        return stories;
    }

    /// <summary>The lines of a list: everything but the texts.</summary>
    public static IQueryable<StoryRow> Rows(this IQueryable<Story> stories) => stories.Select(s => new StoryRow
    {
        Id = s.Id, Version = s.Version, Kind = s.Kind, SourceLanguage = s.SourceLanguage, ProgrammeId = s.ProgrammeId, LeadId = s.LeadId,
        Slug = s.Slug, CreatedAt = s.CreatedAt,
        Editions = s.Editions.Select(e => new EditionRow
        {
            Id = e.Id, Language = e.Language, Version = e.Version, Title = e.Title, Summary = e.Summary, State = e.State, InCorrection = e.InCorrection,
            PublicRevision = e.PublicRevision, OpensAt = e.OpensAt, UpdatedAt = e.UpdatedAt, IsReturned = e.ReturnNote != "",
        }).ToList(),
    });

    /// <summary>Sent in and not yet decided, the longest waiting first.</summary>
    public static IQueryable<Edition> AwaitingApproval(this IQueryable<Edition> editions) =>
        editions.Where(e => e.State == EditionState.InReview).OrderBy(e => e.UpdatedAt);

    /// <summary>Returned with a note to whoever wrote it or sent it in.</summary>
    public static IQueryable<Edition> ReturnedTo(this IQueryable<Edition> editions, Guid person) =>
        editions.Where(e => e.State == EditionState.Draft && e.ReturnNote != "" && (e.WrittenById == person || e.SubmittedById == person))
            .OrderBy(e => e.UpdatedAt);

    /// <summary>Published under an embargo that has not ended, the next to open first.</summary>
    public static IQueryable<Edition> OpeningSoon(this IQueryable<Edition> editions, DateTime now) =>
        editions.Where(e => e.PublicRevision > 0 && e.State != EditionState.Withdrawn && e.OpensAt > now).OrderBy(e => e.OpensAt);

    /// <summary>The pictures that may stand in the mission's stories, the newest first.</summary>
    public static IQueryable<EvidenceFile> Pictures(this ChanceryDb db) =>
        db.Set<EvidenceFile>().Where(f => EF.Functions.Like(f.MediaType, "image/%")).OrderByDescending(f => f.ReceivedAt);

    /// <summary>The pictures that a text names, as <see cref="StoryText.Html"/> wants them.</summary>
    public static async Task<Dictionary<Guid, EvidenceFile>> PicturesOf(this ChanceryDb db, string markdown, CancellationToken stop)
    {
        var ids = StoryText.Pictures(markdown);
        return ids.Count == 0 ? [] : await db.Pictures().AsNoTracking().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, stop);
    }
}

/// <summary>One public text: its story, its edition and the revision that is read.</summary>
internal sealed class PublicEdition
{
    public required Story Story { get; init; }

    public required Edition Edition { get; init; }

    public required Revision Revision { get; init; }
}
