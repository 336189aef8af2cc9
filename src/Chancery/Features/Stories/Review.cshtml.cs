using System.Globalization;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Jobs;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>
/// Where an edition is read and decided on: approve, return, publish, embargo, correct, withdraw. Each decision carries
/// the version that was read; nobody approves a text that changed under their eyes (docs/rules/editions.md).
/// </summary>
[Requires(Permission.ReadStories, Write = Permission.ApproveStories)]
public sealed class ReviewModel(ChanceryDb db, Visit visit, Reader reader, PublicCache cache, Companions companions) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    /// <summary>Date and time in the mission's zone, as <c>2026-09-17T15:00</c>.</summary>
    [BindProperty]
    public string? Embargo { get; set; }

    public Story Story { get; private set; } = null!;

    public Edition Edition { get; private set; } = null!;

    public IHtmlContent Text { get; private set; } = HtmlString.Empty;

    /// <summary>The edition it is read against: the source, or for the source its first translation.</summary>
    public Edition? Beside { get; private set; }

    public IHtmlContent BesideText { get; private set; } = HtmlString.Empty;

    /// <summary>What the public reads now, while the working text runs ahead of it.</summary>
    public Revision? Published { get; private set; }

    /// <summary>What other features show of this text.</summary>
    public IReadOnlyList<(string View, object Model)> Panels { get; private set; } = [];

    public string WrittenBy { get; private set; } = "";

    public DateTime Now => visit.Now;

    public string Here => $"/desk/{visit.Mission.Slug}/stories/{Story.Id}/{Edition.Language}/review";

    public bool IsOwnText => visit.Mission.TwoPeople && Edition.IsOwnTextOf(visit.Person.Id);

    public async Task<IActionResult> OnGetAsync(Guid id, string edition, string? beside, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        return await ShowAsync(beside, stop);
    }

    public Task<IActionResult> OnPostApproveAsync(Guid id, string edition, CancellationToken stop) => DecideAsync(id, edition, () =>
    {
        var alone = Edition.IsOwnTextOf(visit.Person.Id);
        if (Edition.Approve(visit.Person.Id, visit.Mission.TwoPeople) is { } refusal) return refusal;
        var hash = StoryText.Hash(Edition.Title, Edition.Summary, Edition.Body);
        db.Add(Story.Entry(Edition, visit, "story.approved", new { edition = Edition.Id, language = Edition.Language, hash, alone }));
        return null;
    }, stop);

    public Task<IActionResult> OnPostReturnAsync(Guid id, string edition, CancellationToken stop) => DecideAsync(id, edition, () =>
    {
        if (TooLong(Note, nameof(Note)) is { } tooLong) return tooLong;
        if (Edition.Return(Note ?? "") is { } refusal) return refusal;
        db.Add(Story.Entry(Edition, visit, "story.returned", words: Edition.ReturnNote, language: reader.Language));
        return null;
    }, stop);

    public async Task<IActionResult> OnPostPublishAsync(Guid id, string edition, CancellationToken stop)
    {
        // Asked and published in one transaction, in which no edition of the story changes: a source that is saved
        // meanwhile was either compared, or comes after the publication.
        await using var held = await db.HoldAsync(visit.Mission.Id, id, stop);
        if (!await FindAsync(id, edition, stop)) return NotFound();
        var pictures = await db.PicturesOf(Edition.Body, stop);
        var kept = Version == Edition.Version ? await companions.BeforePublishingAsync(db, visit.Mission, Story, Edition, visit.Person.Id, stop) : null;
        return await DecideAsync(id, edition, () =>
        {
            if (!Edition.InCorrection)
            {
                if (ReadEmbargo(out var until) is { } unreadable) return unreadable;
                if (until <= visit.Now) return new Refusal("story.embargo-past", nameof(Embargo));
                Edition.EmbargoUntil = until;
            }
            if (Edition.State == EditionState.Approved && kept is not null) return kept;
            var revision = Edition.NextRevision(pictures, visit.Person.Id, visit.Now);
            if (Edition.Publish(revision, visit.Now) is { } refusal) return refusal;
            db.Add(revision);
            db.Add(Story.Entry(Edition, visit, "story.published", new
            {
                edition = Edition.Id,
                language = Edition.Language,
                revision = revision.Number,
                hash = revision.Hash,
                opensAt = StoryJournal.Instant(Edition.OpensAt),
            }, revision.CorrectionNote, Edition.Language));
            return null;
        }, stop);
    }

    public Task<IActionResult> OnPostEmbargoAsync(Guid id, string edition, CancellationToken stop) => DecideAsync(id, edition, () =>
    {
        if (ReadEmbargo(out var until) is { } unreadable) return unreadable;
        if (until is null) return new Refusal("story.no-embargo", nameof(Embargo));
        if (Edition.MoveOpening(until, visit.Now) is { } refusal) return refusal;
        db.Add(Story.Entry(Edition, visit, "story.embargo-moved", Opening));
        return null;
    }, stop);

    public Task<IActionResult> OnPostLiftAsync(Guid id, string edition, CancellationToken stop) => DecideAsync(id, edition, () =>
    {
        if (Edition.MoveOpening(null, visit.Now) is { } refusal) return refusal;
        db.Add(Story.Entry(Edition, visit, "story.opened", Opening));
        return null;
    }, stop);

    public Task<IActionResult> OnPostCorrectAsync(Guid id, string edition, CancellationToken stop) => DecideAsync(id, edition, () =>
    {
        if (Edition.Correct() is { } refusal) return refusal;
        db.Add(Story.Entry(Edition, visit, "story.correction-started"));
        return null;
    }, stop);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, string edition, CancellationToken stop) => DecideAsync(id, edition, () =>
    {
        if (TooLong(Because, nameof(Because)) is { } tooLong) return tooLong;
        if (Edition.Withdraw(Because ?? "") is { } refusal) return refusal;
        db.Add(Story.Entry(Edition, visit, "story.withdrawn",
            new { edition = Edition.Id, language = Edition.Language, revision = Edition.PublicRevision }, Edition.WithdrawnBecause, Edition.Language));
        return null;
    }, stop);

    private object Opening => new { edition = Edition.Id, language = Edition.Language, opensAt = StoryJournal.Instant(Edition.OpensAt) };

    /// <summary>Loads, asks the rule, saves, lets go of cached pages when the public sees something else now.</summary>
    private async Task<IActionResult> DecideAsync(Guid id, string language, Func<Refusal?> decide, CancellationToken stop)
    {
        if (!await FindAsync(id, language, stop)) return NotFound();
        if (Version != Edition.Version) return await StaleAsync(stop);
        var before = (Edition.PublicRevision, Edition.OpensAt, Edition.State == EditionState.Withdrawn);
        if (decide() is { } refusal)
        {
            this.Refuse(refusal);
            return await ShowAsync(null, stop);
        }
        var isSeen = before != (Edition.PublicRevision, Edition.OpensAt, Edition.State == EditionState.Withdrawn);
        if (isSeen && Edition.IsWaiting(visit.Now) && !await db.Jobs.AnyAsync(j => j.Key == EmbargoJob.KeyOf(Edition), stop)) db.Add(EmbargoJob.For(Edition));
        try
        {
            await db.SaveChangesAsync(stop);
            if (db.Database.CurrentTransaction is { } held) await held.CommitAsync(stop);
        }
        catch (DbUpdateConcurrencyException) // decided or changed in the same instant: show what stands now
        {
            if (db.Database.CurrentTransaction is { } held) await held.RollbackAsync(stop);
            db.ChangeTracker.Clear();
            await FindAsync(id, language, stop);
            return await StaleAsync(stop);
        }
        // After the commit, whatever became of the request.
        if (isSeen) await cache.EvictAsync(visit.Mission.Slug, CancellationToken.None);
        return Redirect(Here);
    }

    private async Task<IActionResult> StaleAsync(CancellationToken stop)
    {
        this.AddRefusal(new Refusal("story.changed-meanwhile"));
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await ShowAsync(null, stop);
    }

    /// <summary>
    /// The typed embargo as an instant. An hour that comes twice (clocks go back) means the later one: a text may not
    /// open early.
    /// </summary>
    private Refusal? ReadEmbargo(out DateTime? until)
    {
        until = null;
        if (string.IsNullOrWhiteSpace(Embargo)) return null;
        string[] shapes = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];
        if (!DateTime.TryParseExact(Embargo.Trim(), shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new Refusal("story.embargo-unreadable", nameof(Embargo));
        if (visit.Mission.TimeZone.IsInvalidTime(local)) return new Refusal("story.embargo-no-such-time", nameof(Embargo));
        until = TimeZoneInfo.ConvertTimeToUtc(local, visit.Mission.TimeZone);
        return null;
    }

    private static Refusal? TooLong(string? text, string field) =>
        text?.Length > Edition.NoteLimit ? new Refusal("story.too-long", field).With("limit", Edition.NoteLimit) : null;

    private async Task<bool> FindAsync(Guid id, string language, CancellationToken stop)
    {
        var story = await db.Stories.Include(s => s.Editions).FirstOrDefaultAsync(s => s.Id == id, stop);
        if (story?.In(language) is not { } edition) return false;
        (Story, Edition) = (story, edition);
        return true;
    }

    private async Task<IActionResult> ShowAsync(string? beside, CancellationToken stop)
    {
        ModelState.Remove(nameof(Version));
        // A refused decision may have touched the record; what is shown and sent again is what is saved.
        Version = db.Entry(Edition).Property(e => e.Version).OriginalValue;
        Beside = (beside is null ? null : Story.In(beside))
            ?? (Edition.Language != Story.SourceLanguage ? Story.In(Story.SourceLanguage) : null)
            ?? visit.Mission.Languages.Select(Story.In).FirstOrDefault(e => e is not null && e != Edition);
        if (Beside == Edition) Beside = null;
        Text = new HtmlString(StoryText.Html(Edition.Body, Edition.Language, await db.PicturesOf(Edition.Body, stop)));
        if (Beside is not null)
            BesideText = new HtmlString(StoryText.Html(Beside.Body, Beside.Language, await db.PicturesOf(Beside.Body, stop)));
        if (Edition.InCorrection)
            Published = await db.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.EditionId == Edition.Id && r.Number == Edition.PublicRevision, stop);
        Panels = await companions.PanelsAsync(HttpContext.RequestServices, Story, Edition, PanelPlace.Deciding, stop);
        var writers = Edition.WriterIds.Append(Edition.WrittenById ?? Guid.Empty).Distinct().ToList();
        WrittenBy = string.Join(", ", await db.Users.AsNoTracking().Where(p => writers.Contains(p.Id)).Select(p => p.Name).ToListAsync(stop));
        return Page();
    }
}
