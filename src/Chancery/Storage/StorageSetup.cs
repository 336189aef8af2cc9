using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage.Postgres;
using Chancery.Storage.Sqlite;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chancery.Storage;

/// <summary>Where an installation lives: a data folder, and the database beside it or on PostgreSQL.</summary>
public sealed record DataFolder(string Path)
{
    public string Database => System.IO.Path.Combine(Path, "chancery.db");
    public string Files => System.IO.Path.Combine(Path, "files");
    public string Derived => System.IO.Path.Combine(Path, "derived");
    /// <summary>The search index of this node: a cache, best on a disk of its own when nodes share the folder.</summary>
    public string Index { get; init; } = System.IO.Path.Combine(Path, "index");
    public string Keys => System.IO.Path.Combine(Path, "keys");
}

public static class StorageSetup
{
    /// <summary>PostgreSQL when <c>ConnectionStrings:Chancery</c> is set, else the SQLite file in the data folder.</summary>
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        var folder = new DataFolder(Path.GetFullPath(builder.Configuration["Chancery:Data"] ?? "data"));
        if (builder.Configuration["Chancery:Index"] is { Length: > 0 } index) folder = folder with { Index = Path.GetFullPath(index) };
        builder.Services.AddSingleton(folder);
        builder.Services.AddScoped<MissionScope>();
        builder.Services.AddScoped<ISaveChangesInterceptor, JournalChaining>();
        if (builder.Configuration.GetConnectionString("Chancery") is { Length: > 0 } connection)
        {
            builder.Services.AddDbContext<ChanceryDb, PostgresDb>((services, options) => options
                .UseNpgsql(connection)
                .AddInterceptors(services.GetServices<ISaveChangesInterceptor>()));
            builder.Services.AddSingleton(services => new PostgresBroadcast(connection, services.GetRequiredService<ILogger<PostgresBroadcast>>()));
            builder.Services.AddSingleton<IBroadcast>(services => services.GetRequiredService<PostgresBroadcast>());
            builder.Services.AddHostedService(services => services.GetRequiredService<PostgresBroadcast>());
        }
        else
        {
            builder.Services.AddDbContext<ChanceryDb, SqliteDb>((services, options) => options
                .UseSqlite($"Data Source={folder.Database};Cache=Private")
                .AddInterceptors([new SqlitePragmas(), .. services.GetServices<ISaveChangesInterceptor>()]));
            builder.Services.AddSingleton<IBroadcast, LocalBroadcast>();
        }
    }

    /// <summary>
    /// Identity reads its schema version from the application's services; at design time there are none, and without
    /// this the migration would lack the passkey table.
    /// </summary>
    internal static DbContextOptionsBuilder<T> ForDesign<T>(this DbContextOptionsBuilder<T> options) where T : DbContext
    {
        var services = new ServiceCollection();
        services.Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        options.UseApplicationServiceProvider(services.BuildServiceProvider());
        return options;
    }
}
