using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Chancery.Kernel;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Chancery.Platform.Web;

/// <summary>422: rules said no. <c>errors</c> names each field as it stands in the JSON, with its messages in the caller's language.</summary>
internal sealed class Refused(params IReadOnlyList<Refusal> refusals) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var reader = httpContext.RequestServices.GetRequiredService<Reader>();
        var problem = new ProblemDetails
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Type = $"urn:chancery:{refusals[0].Code}",
            Title = reader["error.422.title"],
            Detail = reader.Say(refusals[0]),
        };
        problem.Extensions["code"] = refusals[0].Code;
        problem.Extensions["errors"] = refusals.GroupBy(r => NameInJson(r.Field), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(r => reader.Say(r)).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        return Problems.WriteAsync(httpContext, problem);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(Problems.Answer(StatusCodes.Status422UnprocessableEntity));

    /// <summary><c>Parties[0].Who[en]</c> of the forms is <c>parties[0].who.en</c> in the JSON.</summary>
    internal static string NameInJson(string field) => string.Join('.', field.Split('.').Select(part =>
    {
        var open = part.IndexOf('[', StringComparison.Ordinal);
        var name = JsonNamingPolicy.CamelCase.ConvertName(open < 0 ? part : part[..open]);
        if (open < 0) return name;
        var key = part[(open + 1)..].TrimEnd(']');
        return int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"{name}[{key}]" : $"{name}.{key}";
    }));
}

/// <summary>
/// The caller has read an older version: 412 when it said so by <c>If-Match</c>, 409 when by <c>version</c>, with what is
/// saved now as <c>current</c>; 428 when it did not say what it has read.
/// </summary>
internal sealed class Stale(int status, object? current) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = Problems.Of(httpContext, status);
        problem.Extensions["code"] = status == StatusCodes.Status428PreconditionRequired ? "api.version-required" : "api.changed-meanwhile";
        if (current is not null) problem.Extensions["current"] = current;
        return Problems.WriteAsync(httpContext, problem);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(Problems.Answer(StatusCodes.Status409Conflict));
        builder.Metadata.Add(Problems.Answer(StatusCodes.Status412PreconditionFailed));
        builder.Metadata.Add(Problems.Answer(StatusCodes.Status428PreconditionRequired));
    }
}

/// <summary>412: the act was meant for an older version, said by <c>If-Match</c>; <c>current</c> is what is saved.</summary>
internal sealed class Overtaken(object current) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) => new Stale(StatusCodes.Status412PreconditionFailed, current).ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(Problems.Answer(StatusCodes.Status412PreconditionFailed));
}

/// <summary>409: what was sent contradicts what is there under the same id.</summary>
internal sealed class Contradiction(object? current) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var reader = httpContext.RequestServices.GetRequiredService<Reader>();
        var problem = Problems.Of(httpContext, StatusCodes.Status409Conflict);
        problem.Detail = reader["api.contradiction"];
        problem.Extensions["code"] = "api.contradiction";
        if (current is not null) problem.Extensions["current"] = current;
        return Problems.WriteAsync(httpContext, problem);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(Problems.Answer(StatusCodes.Status409Conflict));
}

/// <summary>403: this endpoint is open, this particular act is not.</summary>
internal sealed class Forbidden : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        Problems.WriteAsync(httpContext, Problems.Of(httpContext, StatusCodes.Status403Forbidden));

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(Problems.Answer(StatusCodes.Status403Forbidden));
}

/// <summary>Which version the caller has read: by <c>If-Match</c>, or by <c>version</c> in the body.</summary>
internal static class Versions
{
    /// <summary>Null when it may go on. The current record is only made when it is needed.</summary>
    public static Stale? Check(HttpContext http, int? inBody, int saved, Func<object> current)
    {
        if (Expected(http) is { } expected)
            return expected == saved ? null : new Stale(StatusCodes.Status412PreconditionFailed, current());
        if (inBody is null) return new Stale(StatusCodes.Status428PreconditionRequired, null);
        return inBody == saved ? null : new Stale(StatusCodes.Status409Conflict, current());
    }

    /// <summary>The version in <c>If-Match</c>; -1 (which nothing has) for a tag of another shape; null without the header.</summary>
    public static int? Expected(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch;
        if (header.Count == 0) return null;
        return EntityTagHeaderValue.TryParse(header.ToString(), out var tag)
            && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    public static void Tag(HttpContext http, int version) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}

/// <summary>Problems (RFC 9457) in the caller's language. What broke inside never stands in them.</summary>
internal static class Problems
{
    public const string MediaType = "application/problem+json";

    public static ProducesResponseTypeMetadata Answer(int status) => new(status, typeof(ProblemDetails), [MediaType]);

    public static bool IsApi(PathString path) => path.StartsWithSegments("/api", StringComparison.Ordinal);

    /// <summary>In the words of a status; <c>api.{status}</c> where a page would speak of forms, else <c>error.{status}.text</c>.</summary>
    public static ProblemDetails Of(HttpContext http, int status)
    {
        var reader = http.RequestServices.GetRequiredService<Reader>();
        var words = http.RequestServices.GetRequiredService<Words>();
        var shown = words.Has("en", $"error.{status}.title") ? status : status < 500 ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError;
        return new ProblemDetails
        {
            Status = status,
            Title = reader[$"error.{shown}.title"],
            Detail = reader[words.Has("en", $"api.{shown}") ? $"api.{shown}" : $"error.{shown}.text"],
        };
    }

    /// <summary>400 that names the place in the JSON or the parameter, as far as the exception tells.</summary>
    public static ProblemDetails Of(HttpContext http, BadHttpRequestException bad)
    {
        var problem = Of(http, bad.StatusCode);
        if (bad.StatusCode != StatusCodes.Status400BadRequest) return problem;
        var reader = http.RequestServices.GetRequiredService<Reader>();
        var (field, said) = bad.InnerException switch
        {
            JsonException json => (json.Path?.TrimStart('$').TrimStart('.') ?? "",
                json.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "api.unknown-field" : "api.unreadable-field"),
            _ => (Parameter(bad.Message), "api.unreadable-field"),
        };
        if (field.Length == 0) return problem;
        problem.Extensions["errors"] = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [reader[said]] };
        return problem;
    }

    public static Task WriteAsync(HttpContext http, ProblemDetails problem)
    {
        http.Response.StatusCode = problem.Status!.Value;
        http.Response.Headers.ContentLanguage = http.RequestServices.GetRequiredService<Reader>().Language;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var options = http.RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value;
        return http.Response.WriteAsJsonAsync(problem, options.SerializerOptions, MediaType, http.RequestAborted);
    }

    /// <summary>Of: Failed to bind parameter "int? page" from "x".</summary>
    private static string Parameter(string message)
    {
        var parts = message.Split('"');
        return parts.Length > 2 && parts[0].StartsWith("Failed to bind parameter", StringComparison.Ordinal) ? parts[1].Split(' ')[^1] : "";
    }
}
