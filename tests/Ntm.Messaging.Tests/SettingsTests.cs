using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Ntm.Hosting;
using Ntm.RabbitMq;
using Ntm.Web;

namespace Ntm.Messaging.Tests;

public sealed class SettingsTests
{
    private static readonly Dictionary<string, string?> Right = new()
    {
        ["Messaging:RabbitMq:Address"] = "amqps://broker:5671/ntm",
        ["Messaging:RabbitMq:UserName"] = "ntm-dossier",
        ["Messaging:RabbitMq:Password"] = "a secret",
    };

    [Fact]
    public void Without_settings_every_one_that_is_needed_is_named_at_once() =>
        Assert.Equal(["Address", "UserName", "Password"], Faults([]).Select(fault => fault.TrimEnd('.').Split(':')[^1]));

    [Fact]
    public void Right_settings_have_no_fault() => Assert.Empty(Faults(Right));

    [Theory]
    [InlineData("Address", "http://broker")]
    [InlineData("Address", "amqp://user:password@broker/ntm")]
    [InlineData("QuorumSize", "9")]
    [InlineData("QuorumSize", "4")]
    [InlineData("Prefetch", "0")]
    [InlineData("DeliveryLimit", "-1")]
    [InlineData("PublishTimeout", "soon")]
    [InlineData("ConsumerGrace", "00:10:00")]
    public void A_wrong_value_is_named(string key, string value) =>
        Assert.Contains(
            "Messaging:RabbitMq:" + key,
            Assert.Single(Faults(new(Right) { ["Messaging:RabbitMq:" + key] = value })),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_confirm_may_not_take_half_the_lease_of_a_claimed_event() =>
        Assert.Contains(
            "Messaging:Lease",
            Assert.Single(Faults(new(Right) { ["Messaging:Lease"] = "00:00:15" })),
            StringComparison.Ordinal
        );

    private static IReadOnlyList<string> Faults(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddRabbitMqTransport();
        return builder.SettingsFaults();
    }
}
