using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Platform.Web;

/// <summary>The one place where an exception becomes an answer: a full disk is 507, an edit that lost the race 409, the rest 500.</summary>
internal sealed partial class Breakdowns(ILogger<Breakdowns> log) : IExceptionHandler
{
    private const int DiskFull = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT
    private const int SqliteFull = 13;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var status = StatusOf(exception);
        // By now the request has the path of the error page.
        var path = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path;
        if (status == StatusCodes.Status507InsufficientStorage) LogDiskFull(log);
        else if (status == StatusCodes.Status500InternalServerError) LogBroken(log, exception, path);
        httpContext.Response.StatusCode = status;
        if (!Problems.IsApi(path)) return true; // the status page that follows says it in words
        await Problems.WriteAsync(httpContext, exception is BadHttpRequestException bad ? Problems.Of(httpContext, bad) : Problems.Of(httpContext, status));
        return true;
    }

    internal static int StatusOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SqliteException { SqliteErrorCode: SqliteFull }:
                case IOException io when (io.HResult & 0xFFFF) is DiskFull or QuotaExceeded:
                case Npgsql.PostgresException { SqlState: "53100" }:
                    return StatusCodes.Status507InsufficientStorage;
                case Npgsql.PostgresException { SqlState: "22021" }: // U+0000 in a text, which no text of ours holds
                    return StatusCodes.Status400BadRequest;
                case DbUpdateConcurrencyException:
                    return StatusCodes.Status409Conflict;
                case BadHttpRequestException bad:
                    return bad.StatusCode;
            }
        }
        return StatusCodes.Status500InternalServerError;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The disk is full: writing is refused, reading goes on")]
    private static partial void LogDiskFull(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "Broken at {Path}")]
    private static partial void LogBroken(ILogger log, Exception exception, string path);
}
