using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Chancery.Features.Newsroom;

/// <summary>Who issues what stands here, and what readers may expect of it.</summary>
[Public]
[OutputCache(PolicyName = PublicPage.CachePolicy)]
public sealed class AboutModel(ChanceryDb db, Visit visit) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string language, CancellationToken stop)
    {
        if (!await db.IsReadInAsync(visit.Mission, language, visit.Now, stop)) return NotFound();
        Response.Headers.CacheControl = "no-cache";
        return Page();
    }
}
