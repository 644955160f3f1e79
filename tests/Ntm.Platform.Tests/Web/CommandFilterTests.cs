using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Ntm.Commands;
using Ntm.Hosting;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Platform.Tests.Messaging;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class CommandFilterTests(FeedProbe probe) : IClassFixture<FeedProbe>
{
    [Fact]
    public async Task A_command_that_loses_one_race_is_retried_and_wins()
    {
        var id = Guid.CreateVersion7();
        var asked = 0;

        await RunAsync(async db =>
        {
            if (++asked == 1)
            {
                db.NoticesRead.Add(
                    new NoticeRead
                    {
                        NoticeId = id,
                        Subject = "lan",
                        At = FeedProbe.Start,
                    }
                );
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
                db.NoticesRead.Add(
                    new NoticeRead
                    {
                        NoticeId = id,
                        Subject = "lan",
                        At = FeedProbe.Start,
                    }
                );
                await db.SaveChangesAsync();
            }

            return TypedResults.NoContent();
        });

        Assert.Equal(2, asked);
        Assert.False(await probe.ReadAsync(db => db.NoticesRead.AnyAsync(read => read.NoticeId == id)));
    }

    [Fact]
    public async Task A_command_that_loses_every_race_is_answered_409_with_retry_after()
    {
        var asked = 0;
        var lost = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            RunAsync(_ =>
            {
                asked++;
                throw new DbUpdateConcurrencyException("Somebody was quicker.");
            })
        );
        var http = Request();
        http.Response.Body = new MemoryStream();

        var mapping = new DatabaseFailureMapping(new Outages([], NullLogger<Outages>.Instance));
        await mapping.TryHandleAsync(http, lost, default);

        Assert.Equal(6, asked);
        Assert.Equal(StatusCodes.Status409Conflict, http.Response.StatusCode);
        Assert.NotEmpty(http.Response.Headers.RetryAfter.ToString());
    }

    [Fact]
    public async Task A_statement_that_the_database_always_refuses_is_not_retried()
    {
        var asked = 0;

        var refused = await Assert.ThrowsAnyAsync<Exception>(() =>
            RunAsync(async db =>
            {
                asked++;
                await db.Database.ExecuteSqlRawAsync(
                    """INSERT INTO "NoticesRead" ("NoticeId", "Subject", "At") VALUES (NULL, NULL, NULL)"""
                );
                return TypedResults.NoContent();
            })
        );

        Assert.False(LostRace.IsBehind(refused));
        Assert.Equal(1, asked);
    }

    private async Task RunAsync(Func<NotificationsDbContext, Task<object?>> command)
    {
        await using var scope = probe.Platform.Services.CreateAsyncScope();
        var http = Request();
        http.RequestServices = scope.ServiceProvider;
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        await new CommandFilter<NotificationsDbContext>(probe.Platform.Clock).InvokeAsync(
            new DefaultEndpointFilterInvocationContext(http),
            async _ => await command(db)
        );
    }

    private DefaultHttpContext Request() =>
        new()
        {
            Request = { Method = "PUT" },
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "lan")])),
            RequestServices = probe.Platform.Services,
        };
}
