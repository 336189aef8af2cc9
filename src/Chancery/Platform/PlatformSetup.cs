using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Chancery.Platform.Access;
using Chancery.Platform.Figures;
using Chancery.Platform.Files;
using Chancery.Platform.Jobs;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.WebEncoders;

namespace Chancery.Platform;

/// <summary>The services of the house, and the way a request takes through it.</summary>
public static class PlatformSetup
{
    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Words>();
        services.AddSingleton<FileStore>();
        services.AddSingleton<FigureRegistry>();
        services.AddScoped<Visit>();
        services.AddScoped<Reader>();
        services.AddHostedService<JobRunner>();

        services.AddDataProtection().SetApplicationName("Chancery").PersistKeysToDbContext<ChanceryDb>();
        AddSignIn(builder);
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Features";
            pages.Conventions.ConfigureFilter(new Microsoft.AspNetCore.Mvc.ServiceFilterAttribute<HandlerAccess>());
        });
        services.AddScoped<HandlerAccess>();
        services.AddValidation();
        services.AddProblemDetails();
        services.AddExceptionHandler<Breakdowns>();
        services.AddOutputCache();
        services.AddSingleton<PublicCache>();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = CookieName(builder, "chancery.form"));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            Api.Configure(json.SerializerOptions);
        });
        // So that a malformed request is answered in one place, in words, in every environment.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddApiDocument();
        // Hangul and Cyrillic stand as they are in the HTML: half the bytes of numeric references, and readable.
        services.Configure<WebEncoderOptions>(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = FormReading.WithFiles);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = FormReading.WithFiles;
        });
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var proxy in builder.Configuration.GetSection("Chancery:Proxies").Get<string[]>() ?? [])
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }

    private static void AddSignIn(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentityCore<Person>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = 12;
                // Length over composition (ASVS 6.2.5): no rules that make people write Passw0rd!.
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<ChanceryDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();

        const string byPath = "ByPath";
        services.AddAuthentication(byPath)
            .AddPolicyScheme(byPath, null, policy => policy.ForwardDefaultSelector = http =>
                http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? ApiTokenHandler.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.SchemeName, null)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = CookieName(builder, "chancery.session");
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/account/sign-in";
            cookie.AccessDeniedPath = "/error/403";
            cookie.ReturnUrlParameter = "back";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
            cookie.SlidingExpiration = true;
        });
    }

    /// <summary>
    /// <c>__Host-</c> wants HTTPS. An installation whose public address is https has it; the demo on loopback cannot.
    /// </summary>
    private static string CookieName(WebApplicationBuilder builder, string name) =>
        builder.Configuration["Chancery:PublicUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true ? "__Host-" + name : name;

    public static void UsePlatform(this WebApplication app)
    {
        app.Services.GetRequiredService<PublicCache>(); // listens to the other nodes from the start
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        // Around the handling of faults, so that what broke gets its page in words like every other refusal.
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseExceptionHandler();
        app.UseRouting();
        // Before signing in: a public page is the same for everyone, and a page from the cache asks nobody.
        app.UseOutputCache();
        app.UseAuthentication();
        app.UseMiddleware<MissionAccess>();
        app.UseMiddleware<RequestLanguage>();
        app.Use(Api.LimitBody);
        app.UseMiddleware<FormReading>();
        app.UseAntiforgery();
        app.MapStaticAssets().Add(endpoint => endpoint.Metadata.Add(new PublicAttribute()));
        app.MapRazorPages().WithStaticAssets();
        app.MapOpenApi("/api/v1/openapi.json").WithMetadata(new PublicAttribute())
            .CacheOutput(document => document.Expire(TimeSpan.FromHours(1))); // it changes with the program only, and is made anew each time
    }
}
