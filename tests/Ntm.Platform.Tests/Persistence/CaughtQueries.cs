using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Ntm.Persistence;

namespace Ntm.Platform.Tests.Persistence;

/// <summary>Models of a server that is not there: the connection is never opened, and the first command is caught on its way.</summary>
internal static class CaughtQueries
{
    /// <param name="provider">Engine, one with a server.</param>
    /// <param name="compiled">Called for every query that has to be compiled.</param>
    public static DbContextOptions<TContext> Options<TContext>(DatabaseProvider provider, Action<string>? compiled = null)
        where TContext : DbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>().AddInterceptors(new NeverOpened(), new Catch());
        if (compiled is not null)
        {
            builder.LogTo(compiled, (id, _) => id == CoreEventId.QueryCompilationStarting);
        }

        return (
            provider is DatabaseProvider.SqlServer
                ? builder.UseSqlServer("Server=127.0.0.1;Database=none")
                : builder.UseNpgsql("Host=127.0.0.1;Database=none")
        ).Options;
    }

    private sealed class NeverOpened : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class Catch : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        ) => throw new CaughtCommandException(command.CommandText);
    }
}

internal sealed class CaughtCommandException(string text) : Exception(text);
