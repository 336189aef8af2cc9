using Chancery.Platform.Jobs;

namespace Chancery.Features.Stories;

/// <summary>Front door of Stories.</summary>
public static class StoriesFeature
{
    public static void AddStories(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JobHandler, EmbargoJob>();
        builder.Services.AddSingleton<Companions>();
    }

    public static void MapStories(this WebApplication app) => app.MapStoriesApi();
}
