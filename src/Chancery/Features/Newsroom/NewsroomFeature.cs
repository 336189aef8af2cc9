using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chancery.Features.Newsroom;

/// <summary>Front door of Newsroom: everything the public reads, and the cache before it.</summary>
public static class NewsroomFeature
{
    private static readonly string[] GetOrHead = ["GET", "HEAD"];

    public static void AddNewsroom(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<KnownLanguage>("language"));
        services.AddSingleton<PublicEpochs>();
        services.AddSingleton<PublicPictures>();

        var off = string.Equals(builder.Configuration["Chancery:Cache"], "off", StringComparison.OrdinalIgnoreCase);
        services.AddOptions<OutputCacheOptions>().Configure<PublicEpochs>((cache, epochs) =>
            cache.AddPolicy(PublicPage.CachePolicy, new PublicCache(epochs, off)));
        services.AddOutputCache();
        var store = services.Last(service => service.ServiceType == typeof(IOutputCacheStore));
        services.Replace(ServiceDescriptor.Singleton<IOutputCacheStore>(provider =>
            new EpochStore((IOutputCacheStore)store.ImplementationFactory!(provider), provider.GetRequiredService<PublicEpochs>())));
    }

    public static void MapNewsroom(this WebApplication app)
    {
        app.MapMethods("/{mission}", GetOrHead, Doors.Mission).WithMetadata(new PublicAttribute());
        app.MapMethods("/media/{sha256:regex(^[0-9a-f]{{64}}$)}/{copy}", GetOrHead, PublicPictures.AnswerAsync).WithMetadata(new PublicAttribute());
        app.MapMethods("/{mission}/{language:language}/feed.atom", GetOrHead, Feeds.AtomAsync).WithMetadata(new PublicAttribute()).CacheOutput(PublicPage.CachePolicy);
        app.MapMethods("/{mission}/{language:language}/feed.rss", GetOrHead, Feeds.RssAsync).WithMetadata(new PublicAttribute()).CacheOutput(PublicPage.CachePolicy);
        app.MapMethods("/sitemap.xml", GetOrHead, Sitemap.AllAsync).WithMetadata(new PublicAttribute()).CacheOutput(PublicPage.CachePolicy);
        app.MapMethods("/sitemap-{part:int:min(1)}.xml", GetOrHead, Sitemap.PartAsync).WithMetadata(new PublicAttribute()).CacheOutput(PublicPage.CachePolicy);
        app.MapMethods("/robots.txt", GetOrHead, Sitemap.Robots).WithMetadata(new PublicAttribute());
    }

    /// <summary><c>{language:language}</c>: a language that an edition may be written in.</summary>
    private sealed class KnownLanguage : IRouteConstraint
    {
        public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            values[routeKey] is string language && Language.IsKnown(language);
    }
}
