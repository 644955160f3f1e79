using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using Ntm.Notifications.Delivery;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Webhooks;

/// <summary>Where events are never sent.</summary>
public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.254")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.0.3")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_not_of_the_internet_is_denied(string address) => Assert.False(Rules().Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.1")]
    [InlineData("203.162.4.191")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2405:4800::1")]
    public void An_address_of_the_internet_is_allowed(string address) => Assert.True(Rules().Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://example.vn/hook")]
    [InlineData("https://example.vn:22/hook")]
    [InlineData("https://user:word@example.vn/hook")]
    [InlineData("https://user@example.vn/hook")]
    [InlineData("https://example.vn/hook#part")]
    [InlineData("ftp://example.vn/hook")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.vn:443/")]
    [InlineData("//example.vn/hook")]
    [InlineData("/hook")]
    [InlineData("https:///hook")]
    [InlineData("http://127.0.0.1:8080/hook")]
    [InlineData("http://localhost/hook")]
    public void An_address_of_another_form_is_denied(string url) => Assert.Null(Rules().Read(url));

    [Theory]
    [InlineData("https://example.vn/hook?key=1")]
    [InlineData("https://example.vn:8443/")]
    public void The_form_of_an_endpoint_is_read(string url) => Assert.Equal(url, Rules().Read(url)?.OriginalString);

    [Theory]
    [InlineData("http://127.0.0.1:8080/hook", true)]
    [InlineData("http://localhost:8080/hook", true)]
    [InlineData("http://[::1]:8080/hook", true)]
    [InlineData("http://10.0.0.1:8080/hook", false)]
    [InlineData("http://127.0.0.1.example.vn:8080/hook", false)]
    [InlineData("http://example.vn/hook", false)]
    public void For_development_this_machine_alone_is_allowed_too(string url, bool allowed) =>
        Assert.Equal(allowed, Rules(loopback: true).Read(url) is not null);

    [Theory]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://2130706433/hook")]
    [InlineData("https://0x7f.0.0.1/hook")]
    [InlineData("https://0177.0.0.1/hook")]
    [InlineData("https://localhost/hook")]
    [InlineData("https://[::ffff:127.0.0.1]/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://[fd00:ec2::254]/")]
    public async Task A_subscription_to_this_network_is_refused_at_registration(string url)
    {
        await using var platform = await WebhookPlatform.StartAsync(settings: ("Notifications:Webhooks:AllowLoopback", "false"));

        var response = await platform.Program().PostAsJsonAsync("/notifications/subscriptions", WebhookPlatform.RequestOf(url));

        Assert.Equal((HttpStatusCode.BadRequest, "notifications.endpoint_forbidden"), (response.StatusCode, await response.CodeOf()));
    }

    [Fact]
    public async Task A_name_that_comes_to_stand_for_this_machine_is_refused_when_it_is_connected_to()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var platform = await WebhookPlatform.StartAsync();
        var made = await platform.SubscribeAsync(receiver);

        // What was allowed when it was registered is judged again for each request.
        var rules = Rules();
        using var client = new WebhookClient(rules, Options.Create(new WebhookOptions()), platform.Clock);
        var signature = new WebhookSignature([new byte[32]], []);
        var result = await client.SendAsync(made.Subscription.Url, Guid.CreateVersion7(), [1], signature, default);
        var byName = await client.SendAsync("https://localhost/hook", Guid.CreateVersion7(), [1], signature, default);

        Assert.Equal(("Forbidden", "Forbidden"), (result.Outcome.ToString(), byName.Outcome.ToString()));
        Assert.Empty(receiver.Deliveries);
    }

    private static AddressRules Rules(bool loopback = false) => new(Options.Create(new WebhookOptions { AllowLoopback = loopback }));
}
