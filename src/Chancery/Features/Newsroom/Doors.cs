using Chancery.Platform.Access;

namespace Chancery.Features.Newsroom;

/// <summary>Addresses without a language lead to one that the reader's browser asks for, else to the mission's first.</summary>
internal static class Doors
{
    public static IResult Mission(Visit visit, HttpRequest request)
    {
        request.HttpContext.Response.Headers.Vary = "Accept-Language";
        return Results.Redirect(Home(visit.Mission, request));
    }

    public static string Home(Mission mission, HttpRequest request)
    {
        foreach (var accepted in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
        {
            var tag = accepted.Value.ToString().Split('-')[0].ToLowerInvariant();
            if (accepted.Quality is not 0 && mission.Languages.Contains(tag, StringComparer.Ordinal)) return $"/{mission.Slug}/{tag}";
        }
        return $"/{mission.Slug}/{mission.DefaultLanguage}";
    }
}
