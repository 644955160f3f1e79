using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class SampleModeTests
{
    [Fact]
    public void The_id_of_a_sample_account_follows_from_its_name_for_all_time()
    {
        var id = SampleMode.AccountOf("hoidong1.tinh");

        Assert.Equal(SampleMode.AccountOf("hoidong1.tinh"), id);
        Assert.NotEqual(SampleMode.AccountOf("hoidong2.tinh"), id);
        Assert.Equal((8, 0b10), (id.Version, id.Variant >> 2));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("0.0.0.0", false)]
    public async Task A_sample_that_listens_beyond_this_machine_does_not_start_however_it_was_made_to(string address, bool starts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection([new("Data:Sample", "true")]);
        builder.Services.AddRouting();
        builder.AddWebDefaults("thu");
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Parse(address), 0));
        await using var app = builder.Build();

        var failure = await Record.ExceptionAsync(() => app.StartAsync());

        Assert.Equal(starts, failure is null);
        Assert.True(starts || failure is OptionsValidationException wrong && wrong.Failures.Single().Contains("Chế độ mẫu", Exact));
    }

    private const StringComparison Exact = StringComparison.Ordinal;

    [Theory]
    [InlineData("MẪU-03/2026", true)]
    [InlineData("MẪU-03/2026 ngày 15/02/2026", true)]
    [InlineData("15/2026/QĐ-UBND", false)]
    public void A_document_whose_number_begins_with_its_mark_is_a_sample(string source, bool sample) =>
        Assert.Equal(sample, SampleMode.IsSample(source));
}
