using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>A new story: its kind, its source language, its address.</summary>
[Requires(Permission.WriteStories)]
public sealed class NewModel(ChanceryDb db, Visit visit) : PageModel
{
    [BindProperty]
    public StoryKind Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Programme { get; set; }

    [BindProperty]
    public string? SourceLanguage { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    /// <summary>Left empty, it is made of the title.</summary>
    [BindProperty]
    public string? Slug { get; set; }

    public IReadOnlyList<(Guid Id, Translated Title)> Programmes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        ModelState.Clear();
        SourceLanguage = visit.Mission.DefaultLanguage;
        await LoadAsync(stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        var (story, refusals) = await db.BeginAsync(visit, new StoryStart(Kind, Programme, SourceLanguage, Title, Slug), stop);
        foreach (var refusal in refusals) this.AddRefusal(refusal);
        if (story is null || !ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await db.SaveChangesAsync(stop);
        return Redirect($"/desk/{visit.Mission.Slug}/stories/{story.Id}/{story.SourceLanguage}");
    }

    private async Task LoadAsync(CancellationToken stop) =>
        Programmes = [.. (await db.Programmes.AsNoTracking().OrderByDescending(p => p.From).Select(p => new { p.Id, p.Title }).ToListAsync(stop)).Select(p => (p.Id, p.Title))];
}
