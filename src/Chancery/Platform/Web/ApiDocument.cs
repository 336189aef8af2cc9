using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chancery.Platform.Web;

/// <summary>
/// The OpenAPI document at <c>/api/v1/openapi.json</c>: what the endpoints' types say, and what they cannot say
/// (scopes, problems, headers). The accepted document is a file of the tests.
/// </summary>
internal static class ApiDocument
{
    private const string Bearer = "token";
    private const string Problem = "Problem";

    private static readonly (int Status, string Says)[] Words =
    [
        (400, "The request cannot be read; `errors` names the place."),
        (401, "No token, or one that has ended."),
        (403, "The token's scopes, or its person's role, do not include this."),
        (404, "Not there, or not yours."),
        (409, "Changed meanwhile, or contradicts what is there under the same id; `current` is what is saved."),
        (412, "`If-Match` names another version than the saved one; `current` is what is saved."),
        (413, "Too large; nothing was kept."),
        (415, "Another media type than this takes."),
        (422, "A rule says no: `code` is stable, `errors` has messages for each field."),
        (428, "Say which version you have read: `If-Match`, or `version` in the body."),
    ];

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["id"] = "Id of the record.",
        ["campaign"] = "Slug of the campaign.",
        ["programme"] = "Slug of the programme.",
        ["edition"] = "Language of the edition.",
        ["page"] = "The page, the first being 1.",
        ["size"] = "Items on a page, 1 to 200; 50 when it is left out.",
        ["objective"] = "Id of an objective, or `none`.",
        ["party"] = "Id of a contact that takes part.",
        ["organisation"] = "Id of the organisation they belong to.",
        ["action"] = "Id of the action.",
        ["text"] = "Words in title, description, place or parties, in any script.",
        ["place"] = "Words in the place.",
        ["q"] = "Words to look for, in any script.",
        ["from"] = "Planned or actual days on or after this one.",
        ["to"] = "Planned or actual days on or before this one.",
        ["day"] = "What happened on this day.",
        ["before"] = "Entries with a lower number than this.",
        ["year"] = "The year it opened in, in the mission's zone.",
        ["language"] = "Language tag, such as `ko`.",
        ["lacksEvidence"] = "Only what is said to be done, or has entries, without a proof.",
    };

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", api =>
    {
        api.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        api.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        api.AddSchemaTransformer(DescribeSchema);
        api.AddOperationTransformer(DescribeOperation);
        api.AddDocumentTransformer(DescribeDocument);
    });

    private static Task DescribeDocument(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Chancery",
            Version = "1",
            Description = """
                The campaign desk of an embassy. Everything is below a mission: `/api/v1/{mission}/…`.

                - A text in several languages is an object of language tags: `{ "en": "Rivers Week", "ko": "강 주간" }`. Writing one replaces all of it.
                - Days are `yyyy-MM-dd` in the mission's zone, times of day `HH:mm:ss`, instants ISO 8601 in UTC. What was not recorded is `null`.
                - Fields that are not known are refused by name, never ignored. Answers may get more fields one day: ignore what you do not know.
                - Records that people edit have a `version`, also sent as `ETag`. A change says which one it was made from, by `If-Match` (else 412) or by `version` in the body (else 409).
                - Problems are `application/problem+json` in the language of `Accept-Language` (en, ko). `code` is stable, the words are not.
                - A token acts as its person in one mission, within its scopes. No scope approves or publishes: that is decided at the desk.
                """,
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This installation" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer",
                Description = "A token made at /account/tokens. Scopes: " + string.Join(", ", ApiScopes.All.Select(s => $"`{s}`")) + ".",
            },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        document.Components.Schemas.Remove("ProblemDetails");
        document.Components.Schemas[Problem] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457. Words are in the caller's language.",
            Required = new HashSet<string>(StringComparer.Ordinal) { "status", "title" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["type"] = Text("`urn:chancery:` and the code, for refusals of a rule."),
                ["title"] = Text("What is the matter."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                ["detail"] = Text("What can be done."),
                ["code"] = Text("Stable name of the rule, such as `plan.period-reversed`."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "Field as it stands in the JSON (`title.en`, `parties[0].role`) and its messages.",
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                },
                ["current"] = new OpenApiSchema { Description = "The record as it is saved now (409, 412)." },
            },
        };
        document.Components.Responses = Words.ToDictionary(w => NameOf(w.Status), w => (IOpenApiResponse)new OpenApiResponse
        {
            Description = w.Says,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [Problems.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Problem, document) },
            },
        }, StringComparer.Ordinal);
        return Task.CompletedTask;
    }

    private static Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var statuses = metadata.OfType<IProducesResponseTypeMetadata>().Select(m => m.StatusCode).Where(s => s >= 400).ToHashSet();
        var requires = metadata.OfType<RequiresAttribute>().LastOrDefault();
        if (requires is not null || metadata.OfType<SignedInAttribute>().Any())
        {
            var scope = requires is null ? null : ApiScopes.For(requires.For(context.Description.HttpMethod!));
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = scope is null ? [] : [scope] }];
            operation.Description = $"{operation.Description}\n\n{(scope is null ? "Needs a token, whatever its scopes." : $"Scope: `{scope}`.")}".Trim();
            statuses.Add(StatusCodes.Status401Unauthorized);
            if (requires is not null) statuses.UnionWith([StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound]);
        }
        else
        {
            operation.Description = $"{operation.Description}\n\nPublic: no token is needed.".Trim();
            statuses.Add(StatusCodes.Status404NotFound);
        }
        if (operation.Parameters?.Any(p => p.In == ParameterLocation.Query) == true || operation.RequestBody is not null) statuses.Add(StatusCodes.Status400BadRequest);
        if (operation.RequestBody is not null) statuses.UnionWith([StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType]);

        var responses = new OpenApiResponses();
        foreach (var (status, response) in (operation.Responses ?? []).Where(r => r.Key[0] == '2').OrderBy(r => r.Key, StringComparer.Ordinal)) responses[status] = response;
        foreach (var (status, _) in Words.Where(w => statuses.Contains(w.Status)))
            responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(NameOf(status), context.Document);
        operation.Responses = responses;

        operation.Parameters ??= [];
        // The mission is found before the handler is asked, so no handler names it.
        if (context.Description.RelativePath!.Contains("{mission}", StringComparison.Ordinal))
            operation.Parameters.Insert(0, new OpenApiParameter
            {
                Name = "mission", In = ParameterLocation.Path, Required = true,
                Description = "Slug of the mission, as in the addresses of its desk and newsroom.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = JsonValue.Create("seoul"),
            });
        if (statuses.Contains(StatusCodes.Status412PreconditionFailed))
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "If-Match", In = ParameterLocation.Header,
                Description = "The ETag of the version that was read, with its quotation marks.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = JsonValue.Create("\"3\""),
            });
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
            parameter.Description ??= Parameters.GetValueOrDefault(parameter.Name!);
        foreach (var described in context.Description.ParameterDescriptions)
        {
            if (described.ParameterDescriptor is not IParameterInfoParameterDescriptor { ParameterInfo: { } info }
                || info.GetCustomAttribute<NamesOfAttribute>() is not { } names
                || operation.Parameters.FirstOrDefault(p => p.Name == described.Name)?.Schema is not OpenApiSchema schema) continue;
            var one = schema.Items as OpenApiSchema ?? schema;
            one.Enum = [.. names.All.Select(n => (JsonNode)JsonValue.Create(n))];
        }
        if (operation.RequestBody?.Content?.TryGetValue("multipart/form-data", out var form) == true) form.Schema = OneObject(form.Schema!);
        return Task.CompletedTask;
    }

    private static Task DescribeSchema(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        // What is sent is closed; what comes back may have more fields one day.
        if (!context.JsonTypeInfo.Type.Name.EndsWith("Body", StringComparison.Ordinal)) schema.AdditionalPropertiesAllowed = true;
        // Its converter hides what it looks like.
        if (context.JsonTypeInfo.Type == typeof(Translated))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Description = "One text in several languages: language tag and text.";
            schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String };
            schema.Examples = [new JsonObject { ["en"] = "Rivers Week", ["ko"] = "강 주간" }];
        }
        return Task.CompletedTask;
    }

    /// <summary>The fields of a form come as one schema each.</summary>
    private static OpenApiSchema OneObject(IOpenApiSchema parts) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(StringComparer.Ordinal) { "file" },
        Properties = (parts.AllOf ?? []).SelectMany(p => p.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
            .ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
    };

    private static string NameOf(int status) => $"Problem{status.ToString(CultureInfo.InvariantCulture)}";

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}

/// <summary>A parameter that takes the names of an enum's values, as they stand in the JSON.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NamesOfAttribute(Type type) : Attribute
{
    public IEnumerable<string> All => Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName);
}
