using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Notifications.Persistence;
using Ntm.Rights;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Messaging;

/// <summary>What a service keeps of taken rights, as the events come: twice, late, or in another order.</summary>
public sealed class TakenRightsTests : IAsyncLifetime
{
    private const string Subject = "0195c0de-0000-7000-8000-000000000001";
    private readonly FeedProbe probe = new();

    public ValueTask InitializeAsync() => probe.InitializeAsync();

    public ValueTask DisposeAsync() => probe.DisposeAsync();

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public async Task The_greatest_version_counts_whichever_comes_first_and_twice_is_once(int first, int second)
    {
        var @event = await TakeAsync(Subject, first);
        await TakeAsync(Subject, second);
        await probe.Platform.PublishAsync(@event, @event.EventId);

        Assert.Equal(HttpStatusCode.Unauthorized, await WriteAsync(2));
        Assert.Equal(HttpStatusCode.NotFound, await WriteAsync(3));
        Assert.Equal(HttpStatusCode.NotFound, await WriteAsync(0, "somebody else"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, "/notifications/inbox", 2));
    }

    [Fact]
    public async Task What_was_taken_before_the_life_of_any_token_counts_no_more_and_is_deleted()
    {
        await TakeAsync(Subject, 2);
        probe.Platform.Clock.Advance(TimeSpan.FromMinutes(29));
        await TakeAsync("another", null);
        Assert.Equal(HttpStatusCode.Unauthorized, await WriteAsync(1));

        probe.Platform.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.NotFound, await WriteAsync(1));
        var housekeeping = probe.Platform.Services.GetServices<IHostedService>().OfType<Housekeeping<NotificationsDbContext>>().Single();
        await housekeeping.TrimAsync(CancellationToken.None);
        Assert.Equal(["another"], await probe.ReadAsync(db => db.Set<TakenRights>().Select(row => row.Subject).ToListAsync()));
    }

    private async Task<RightsTaken> TakeAsync(string subject, int? version)
    {
        var @event = new RightsTaken
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = probe.Platform.Clock.GetUtcNow(),
            Subject = subject,
            Version = version,
        };
        await probe.Platform.PublishAsync(@event, @event.EventId);
        return @event;
    }

    private Task<HttpStatusCode> WriteAsync(int version, string subject = Subject) =>
        StatusAsync(HttpMethod.Put, $"/notifications/inbox/{Guid.CreateVersion7()}/read", version, subject);

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string address, int version, string subject = Subject)
    {
        using var client = probe.Platform.Bearing(TestTokens.IssueOfVersion(probe.Platform.Clock.GetUtcNow(), subject, version));
        using var answer = await client.SendAsync(new HttpRequestMessage(method, address));
        return answer.StatusCode;
    }
}
