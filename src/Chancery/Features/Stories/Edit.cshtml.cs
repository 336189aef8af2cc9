using System.Net.Mime;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>
/// The editor of one edition. The script saves through the same handler as the button, with the version it started
/// from; whoever comes second sees both texts and chooses.
/// </summary>
[Requires(Permission.ReadStories, Write = Permission.WriteStories)]
public sealed class EditModel(ChanceryDb db, Visit visit, Reader reader, Companions companions) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? CorrectionNote { get; set; }

    /// <summary>After a conflict: the fields for which the saved text is taken instead of what was typed.</summary>
    [BindProperty]
    public List<string> Theirs { get; set; } = [];

    public Story Story { get; private set; } = null!;

    public Edition Edition { get; private set; } = null!;

    public IReadOnlyList<EvidenceFile> Pictures { get; private set; } = [];

    /// <summary>What other features show of this text.</summary>
    public IReadOnlyList<(string View, object Model)> Panels { get; private set; } = [];

    public IHtmlContent Preview { get; private set; } = HtmlString.Empty;

    /// <summary>Somebody else saved first: the page shows both texts.</summary>
    public bool IsConflict { get; private set; }

    public string SavedBy { get; private set; } = "";

    public DateTime Now => visit.Now;

    public string Here => $"/desk/{visit.Mission.Slug}/stories/{Story.Id}/{Edition.Language}";

    private bool ByScript => Request.Headers.Accept.ToString().Contains(MediaTypeNames.Application.Json, StringComparison.Ordinal);

    public async Task<IActionResult> OnGetAsync(Guid id, string edition, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        (Version, Title, Summary, Body, CorrectionNote) = (Edition.Version, Edition.Title, Edition.Summary, Edition.Body, Edition.CorrectionNote);
        return await ShowAsync(stop);
    }

    public async Task<IActionResult> OnPostSaveAsync(Guid id, string edition, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        if (await WriteAsync(stop) is { } refused) return refused;
        if (await SaveAsync(stop) is { } late) return late;
        var at = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(visit.Now, visit.Mission.TimeZone))
            .ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        if (ByScript) return new JsonResult(new { version = Edition.Version, saved = reader["stories.saved-at", ("time", at)] });
        TempData["Toast"] = reader["stories.saved-at", ("time", at)];
        return Redirect(Here);
    }

    /// <summary>The text as it will look. Nothing is saved; the script asks for the fragment alone.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(Guid id, string edition, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        if (Request.Headers["X-Fragment"].Count == 0) return await ShowAsync(stop);
        await RenderAsync(stop);
        return Partial("_Preview", this);
    }

    /// <summary>Puts a picture at the end of the text: what the picker does without a script.</summary>
    public async Task<IActionResult> OnPostInsertAsync(Guid id, string edition, Guid picture, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        if (await db.Pictures().AsNoTracking().FirstOrDefaultAsync(f => f.Id == picture, stop) is not { } file) return NotFound();
        ModelState.Remove(nameof(Body));
        Body = $"{Body?.TrimEnd()}\n\n{Markdown(file)}\n".TrimStart();
        return await ShowAsync(stop);
    }

    public async Task<IActionResult> OnPostSendAsync(Guid id, string edition, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        if (await WriteAsync(stop) is { } refused) return refused;
        if (await db.SendAsync(visit, Story, Edition, stop) is { } refusal)
        {
            this.Refuse(refusal);
            return await ShowAsync(stop);
        }
        if (await SaveAsync(stop) is { } late) return late;
        TempData["Toast"] = reader["stories.sent"];
        return Redirect($"/desk/{visit.Mission.Slug}/stories/{Story.Id}");
    }

    /// <summary>An editor may open a correction too; publishing it needs an approver again.</summary>
    public async Task<IActionResult> OnPostCorrectAsync(Guid id, string edition, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        if (Edition.Correct() is { } refusal) return await RefuseAsync(refusal, stop);
        db.Add(Story.Entry(Edition, visit, "story.correction-started"));
        await db.SaveChangesAsync(stop);
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostDropAsync(Guid id, string edition, CancellationToken stop)
    {
        if (!await FindAsync(id, edition, stop)) return NotFound();
        var published = await db.Revisions.FirstOrDefaultAsync(r => r.EditionId == Edition.Id && r.Number == Edition.PublicRevision, stop);
        if (published is null) return await RefuseAsync(new Refusal("story.no-correction"), stop);
        if (Edition.DropCorrection(published) is { } refusal) return await RefuseAsync(refusal, stop);
        db.Add(Story.Entry(Edition, visit, "story.correction-dropped"));
        await companions.TellAsync(db, Story, Edition, visit.Now, stop);
        await db.SaveChangesAsync(stop);
        return Redirect(Here);
    }

    /// <summary>The Markdown that shows a picture from the evidence.</summary>
    public string Markdown(EvidenceFile file)
    {
        var alt = file.Alt.For(Edition.Language).Text.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        return $"![{alt}](evidence:{file.Id})";
    }

    private bool IsSavedAlready => Edition.IsOpen
        && PlainText.Clean(Title).Trim() == Edition.Title && PlainText.Clean(Summary).Trim() == Edition.Summary && PlainText.Clean(Body).TrimEnd() == Edition.Body
        && (!Edition.InCorrection || PlainText.Clean(CorrectionNote).Trim() == Edition.CorrectionNote);

    private async Task<bool> FindAsync(Guid id, string language, CancellationToken stop)
    {
        var story = await db.Stories.Include(s => s.Editions).FirstOrDefaultAsync(s => s.Id == id, stop);
        if (story?.In(language) is not { } edition) return false;
        (Story, Edition) = (story, edition);
        return true;
    }

    /// <summary>Takes what was typed into the edition, unless somebody else was first or the rule says no.</summary>
    private async Task<IActionResult?> WriteAsync(CancellationToken stop)
    {
        // A button pressed while the script was saving the same words is no conflict.
        if (Version != Edition.Version && !IsSavedAlready) return await ConflictAsync(stop);
        if (Theirs.Contains(nameof(Title), StringComparer.Ordinal)) Title = Edition.Title;
        if (Theirs.Contains(nameof(Summary), StringComparer.Ordinal)) Summary = Edition.Summary;
        if (Theirs.Contains(nameof(Body), StringComparer.Ordinal)) Body = Edition.Body;
        if (Edition.Take(visit, Title, Summary, Body, CorrectionNote) is { } refusal) return await RefuseAsync(refusal, stop);
        await companions.TellAsync(db, Story, Edition, visit.Now, stop);
        return null;
    }

    private async Task<IActionResult?> SaveAsync(CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
            return null;
        }
        catch (DbUpdateConcurrencyException) // two saves in one instant: the loser must not lose what they typed
        {
            db.ChangeTracker.Clear();
            await FindAsync(Story.Id, Edition.Language, stop);
            return await ConflictAsync(stop);
        }
    }

    private async Task<IActionResult> RefuseAsync(Refusal refusal, CancellationToken stop)
    {
        if (ByScript)
            return new JsonResult(new { problem = reader.Say(refusal), field = refusal.Field }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        this.Refuse(refusal);
        return await ShowAsync(stop);
    }

    private async Task<IActionResult> ConflictAsync(CancellationToken stop)
    {
        if (ByScript)
            return new JsonResult(new { problem = reader["stories.conflict"] }) { StatusCode = StatusCodes.Status409Conflict };
        IsConflict = true;
        ModelState.Remove(nameof(Version));
        Version = Edition.Version;
        SavedBy = await db.Users.Where(p => p.Id == Edition.WrittenById).Select(p => p.Name).FirstOrDefaultAsync(stop) ?? reader["stories.somebody"];
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken stop)
    {
        Pictures = await db.Pictures().AsNoTracking().Take(60).ToListAsync(stop);
        await RenderAsync(stop);
        Panels = await companions.PanelsAsync(HttpContext.RequestServices, Story, Edition, PanelPlace.Writing, stop);
        return Page();
    }

    private async Task RenderAsync(CancellationToken stop)
    {
        var body = PlainText.Clean(Body);
        if (body.Length > Edition.BodyLimit) body = body[..Edition.BodyLimit];
        Preview = new HtmlString(StoryText.Html(body, Edition.Language, await db.PicturesOf(body, stop))); // sanitised there
    }
}
