using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Newsroom;

/// <summary>The newsroom's front page in one language, and the older pages behind it.</summary>
[Public]
[OutputCache(PolicyName = PublicPage.CachePolicy)]
public sealed class HomeModel(ChanceryDb db, Visit visit) : PageModel
{
    /// <summary>Stories on a page; on the first, one leads and three stand under it.</summary>
    private const int PageSize = 12;

    internal IReadOnlyList<Teaser> Stories { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public int Pages { get; private set; } = 1;

    public async Task<IActionResult> OnGetAsync(string language, [FromQuery(Name = "p")] int? number, CancellationToken stop)
    {
        var now = visit.Now;
        if (!await db.IsReadInAsync(visit.Mission, language, now, stop)) return NotFound();
        var count = await db.Set<Story>().CountAsync(s => db.Set<Edition>().Any(e =>
            e.StoryId == s.Id && e.PublicRevision > 0 && e.State != EditionState.Withdrawn && e.OpensAt != null && e.OpensAt <= now), stop);
        Pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        Number = number ?? 1;
        if (Number < 1 || Number > Pages) return NotFound();
        var found = await Teaser.Of(db.PublicTextsFor(language, now)).Skip((Number - 1) * PageSize).Take(PageSize).AsNoTracking().ToListAsync(stop);
        await Teaser.IllustrateAsync(db, Number == 1 ? found.Take(4).ToList() : [], stop);
        Stories = found;
        Response.Headers.CacheControl = "no-cache";
        return Page();
    }
}
