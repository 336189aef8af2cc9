using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Accounts;

/// <summary>Remembers the reader's language: in a cookie, and with the person who is signed in.</summary>
[Public]
public sealed class LanguageModel(Words words, ChanceryDb db, Visit visit) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync(string? to, string? back, CancellationToken stop)
    {
        if (to is not null && words.Languages.Contains(to))
        {
            Remember(HttpContext, to, visit.Now);
            if (visit.IsSignedIn)
                await db.Users.Where(p => p.Id == visit.Person.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Language, to), stop);
        }
        return LocalRedirect(LocalPath.Or(back, "/"));
    }

    internal static void Remember(HttpContext http, string language, DateTime now) =>
        http.Response.Cookies.Append(RequestLanguage.Cookie, language, new CookieOptions
        {
            Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true,
            Expires = new DateTimeOffset(now.AddYears(1)),
        });
}
