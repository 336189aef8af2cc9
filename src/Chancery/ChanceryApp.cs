using System.CommandLine;
using Chancery.Features.Accounts;
using Chancery.Features.Archive;
using Chancery.Features.Campaigns;
using Chancery.Features.Contacts;
using Chancery.Features.Home;
using Chancery.Features.Newsroom;
using Chancery.Features.Parity;
using Chancery.Features.Setup;
using Chancery.Features.Stories;
using Chancery.Platform;
using Chancery.Platform.Cli;
using Chancery.Samples;
using Chancery.Storage;

namespace Chancery;

/// <summary>The table of contents: storage, the house, then one line a feature.</summary>
public static class ChanceryApp
{
    public static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings,
            // Beside the executable, wherever the command was called from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (!Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"))) builder.WebHost.UseStaticWebAssets();

        builder.AddStorage();
        builder.AddPlatform();
        builder.AddAccounts();
        builder.AddContacts();
        builder.AddCampaigns();
        builder.AddStories();
        builder.AddParity();
        builder.AddNewsroom();
        builder.AddArchive();
        builder.AddHome();
        builder.AddSetup();

        var app = builder.Build();
        app.UsePlatform();
        app.MapAccounts();
        app.MapContacts();
        app.MapCampaigns();
        app.MapStories();
        app.MapParity();
        app.MapNewsroom();
        app.MapArchive();
        app.MapHome();
        app.MapSetup();
        return app;
    }

    /// <summary>What the command line can do beside serving.</summary>
    internal static IEnumerable<Verb> Verbs =>
    [
        Demo.Verb,
        SetupVerb.Verb,
        Platform.Journal.VerifyVerb.Verb,
        ParityVerb.Verb,
        SearchVerbs.Search,
        SearchVerbs.Reindex,
        SearchVerbs.Health,
        ImportVerb.Verb,
    ];
}
