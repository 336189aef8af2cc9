using System.Globalization;
using Chancery.Kernel;
using Chancery.Platform.Access;

namespace Chancery.Platform.Web;

/// <summary>
/// The language of the page: the address (newsroom), else what the person chose (account, then cookie), else the first
/// language of the browser that the interface speaks, else English. Never the network address. A program that comes with a
/// token asks by <c>Accept-Language</c>; what its owner chose for the desk is only what it gets without.
/// </summary>
internal sealed class RequestLanguage(RequestDelegate next, Words words)
{
    public const string Cookie = "chancery.language";

    public Task InvokeAsync(HttpContext http, Visit visit, Reader reader)
    {
        reader.Language = Choose(http, visit);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = reader.Culture;
        return next(http);
    }

    private string Choose(HttpContext http, Visit visit)
    {
        if (http.Request.RouteValues["language"] is string inAddress && Language.IsKnown(inAddress)) return inAddress;
        if (visit is { IsSignedIn: true, ByToken: false } && words.Languages.Contains(visit.Person.Language)) return visit.Person.Language;
        if (http.Request.Cookies[Cookie] is { } chosen && words.Languages.Contains(chosen)) return chosen;
        foreach (var accepted in http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
        {
            var tag = accepted.Value.ToString().Split('-')[0].ToLowerInvariant();
            if (words.Languages.Contains(tag)) return tag;
        }
        return visit is { IsSignedIn: true } && words.Languages.Contains(visit.Person.Language) ? visit.Person.Language : "en";
    }
}
