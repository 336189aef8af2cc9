using System.Reflection;
using Chancery.Platform.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Guards;

/// <summary>One way into the application: an address, a method and, on a page, a handler; and what it asks of a visitor.</summary>
internal sealed record Door(RoutePattern Route, string Method, string? Handler, Asks Asks)
{
    public bool IsApi => Route.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal);

    public bool NamesMission => Route.GetParameter("mission") is not null;

    public bool IsFile { get; init; }

    public string Name => $"{Method} /{Route.RawText!.TrimStart('/')}{(Handler is null ? "" : "?handler=" + Handler)}";

    /// <summary>This door in a mission, with rows that are really there; null where no row is known for one of its holes.</summary>
    public string? In(string mission, EverythingHouse.Belongings rows)
    {
        var path = new System.Text.StringBuilder();
        var before = "";
        foreach (var segment in Route.PathSegments)
        {
            var text = "";
            foreach (var part in segment.Parts)
            {
                if (part is RoutePatternParameterPart { IsOptional: true } or RoutePatternParameterPart { IsCatchAll: true }) continue;
                var value = part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart hole => Value(before, hole.Name, mission, rows),
                    _ => null,
                };
                if (value is null) return null;
                text += value;
            }
            if (text.Length > 0) path.Append('/').Append(text);
            if (segment.Parts is [RoutePatternLiteralPart only]) before = only.Content;
        }
        if (path.Length == 0) path.Append('/');
        return path + (Handler is null ? "" : "?handler=" + Handler);
    }

    private static string? Value(string before, string hole, string mission, EverythingHouse.Belongings rows) => (before, hole) switch
    {
        (_, "mission") => mission,
        (_, "language" or "edition") => "en",
        ("stories", "slug") => rows.StorySlug,
        ("programmes", "slug" or "programme") => rows.Programme,
        ("campaigns", "slug" or "campaign") => rows.Campaign,
        (_, "programme") => rows.Programme,
        (_, "campaign") => rows.Campaign,
        (_, "objective") => rows.Objective.ToString(),
        ("objectives", "id") => rows.Objective.ToString(),
        ("actions", "id") or (_, "action") => rows.Action.ToString(),
        ("evidence" or "files", "id") => rows.Evidence.ToString(),
        ("contacts", "id") or (_, "contact") => rows.Contact.ToString(),
        ("stories", "id") or (_, "story") => rows.Draft.ToString(),
        ("journal" or "entries", "id") or (_, "entry") => rows.Entry.ToString(),
        ("new-password", "id") => rows.Mission.ToString(),
        (_, "sequence") => "1",
        ("invitation", "token") => rows.Invitation,
        ("calendar", "token") => rows.Calendar,
        (_, "sha256") => rows.Sha256,
        (_, "copy") => "320.webp",
        (_, "part") => "1",
        _ => null,
    };

    /// <summary>Every door of the application, from the live table of endpoints and the compiled pages.</summary>
    public static async Task<IReadOnlyList<Door>> AllAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var doors = new List<Door>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, endpoint.Metadata);
                var whole = Asks.Of(compiled.EndpointMetadata!);
                doors.Add(new Door(endpoint.RoutePattern, "GET", null, whole.For("GET")));
                // A handler's name that is not there leads to the nameless one, if there is one.
                var nameless = compiled.HandlerMethods.FirstOrDefault(h => h is { Name: null } && h.HttpMethod.Equals("POST", StringComparison.OrdinalIgnoreCase));
                var more = nameless?.MethodInfo.GetCustomAttribute<RequiresAttribute>();
                doors.Add(new Door(endpoint.RoutePattern, "POST", "no-such-handler", more is null ? whole.For("POST") : whole.For("POST").And(more.For("POST"))));
                foreach (var handler in compiled.HandlerMethods)
                {
                    var method = handler.HttpMethod.ToUpperInvariant();
                    if (method == "GET" && handler.Name is null) continue;
                    var own = handler.MethodInfo.GetCustomAttribute<RequiresAttribute>();
                    var asks = whole.For(method);
                    doors.Add(new Door(endpoint.RoutePattern, method, handler.Name, own is null ? asks : asks.And(own.For(method))));
                }
                continue;
            }
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"];
            var file = endpoint.Metadata.Any(m => m.GetType().Name == "StaticAssetDescriptor");
            doors.AddRange(methods.Where(m => m != "HEAD").Select(method =>
                new Door(endpoint.RoutePattern, method, null, Asks.Of(endpoint.Metadata).For(method)) { IsFile = file }));
        }
        return doors;
    }
}

/// <summary>What a door asks: nothing, to be signed in, or every one of some permissions; or it says nothing at all.</summary>
internal sealed record Asks(bool Says, bool Public, bool SignedIn, IReadOnlyList<RequiresAttribute> Requires, IReadOnlyList<Permission> Permissions)
{
    // The same order of precedence as the application's, written a second time on purpose.
    public static Asks Of(IEnumerable<object> metadata)
    {
        var list = metadata.ToList();
        var requires = list.OfType<RequiresAttribute>().ToList();
        var signedIn = requires.Count == 0 && list.OfType<SignedInAttribute>().Any();
        var everyone = requires.Count == 0 && !signedIn && list.OfType<PublicAttribute>().Any();
        return new Asks(requires.Count > 0 || signedIn || everyone, everyone, signedIn, requires, []);
    }

    public Asks For(string method) => this with { Permissions = [.. Requires.Select(r => r.For(method))] };

    public Asks And(Permission permission) => this with { Permissions = [.. Permissions, permission] };

    /// <summary>What must come back to a visitor with these roles in the mission of the address; null: they may.</summary>
    public int? Refusal(bool signedIn, IReadOnlyList<Role> roles, bool byToken)
    {
        if (!Says) return StatusCodes.Status403Forbidden;
        if (Public) return null;
        if (!signedIn) return StatusCodes.Status401Unauthorized;
        if (SignedIn) return null;
        if (roles.Count == 0) return StatusCodes.Status404NotFound;
        var may = Permissions.All(p => Platform.Access.Permissions.Allow(roles, p) && (!byToken || ApiScopes.Allow(ApiScopes.All, p)));
        return may ? null : StatusCodes.Status403Forbidden;
    }
}
