using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Accounts;

/// <summary>Which desk? With one mission there is no question.</summary>
[SignedIn]
public sealed class DesksModel(ChanceryDb db, Visit visit) : PageModel
{
    public IReadOnlyList<Mission> Missions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Missions = await db.MissionsOfAsync(visit, stop);
        return Missions is [var only] ? LocalRedirect("/desk/" + only.Slug) : Page();
    }
}
