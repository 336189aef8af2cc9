using Chancery.Features.Accounts;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Setup;

/// <summary>First step: the language of the steps that follow. Opens with the link's key and leaves it in a cookie.</summary>
[Public]
public sealed class IndexModel(ChanceryDb db, IServiceProvider services, Words words, Visit visit) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? key)
    {
        if (!await MayAsync()) return NotFound();
        if (key is null) return Page();
        Response.Cookies.Append(SetupKey.Cookie, key, new CookieOptions
        {
            Path = "/setup", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true,
        });
        // The key leaves the address bar (and its history) at once.
        return LocalRedirect("/setup");
    }

    public async Task<IActionResult> OnPostAsync(string? language)
    {
        if (!await MayAsync()) return NotFound();
        if (language is not null && words.Languages.Contains(language)) LanguageModel.Remember(HttpContext, language, visit.Now);
        return LocalRedirect("/setup/mission");
    }

    private Task<bool> MayAsync() => FirstRun.MayAsync(HttpContext, db, services.GetRequiredService<SetupKey>());
}
