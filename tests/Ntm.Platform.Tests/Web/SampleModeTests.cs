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
    [InlineData("MẪU-03/2026", true)]
    [InlineData("MẪU-03/2026 ngày 15/02/2026", true)]
    [InlineData("15/2026/QĐ-UBND", false)]
    public void A_document_whose_number_begins_with_its_mark_is_a_sample(string source, bool sample) =>
        Assert.Equal(sample, SampleMode.IsSample(source));
}
