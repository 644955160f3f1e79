using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class ResultTests
{
    private static readonly Error Closed = Error.Conflict("test.closed", "Đã đóng.");
    private static readonly Error Missing = Error.Invalid("test.missing", "Thiếu.");

    [Fact]
    public void A_result_without_errors_is_done_and_asks_on()
    {
        Result done = new List<Error>();

        Assert.False(done.Refused);
        Assert.Equal([Closed], done.Then(() => Closed).Errors);
    }

    [Fact]
    public void The_first_refusal_stays()
    {
        Result refused = Closed;

        Assert.Equal([Closed], refused.Then(() => Missing).Errors);
        Assert.Equal([Closed], refused.Then(() => (Result<string>)"xã").Errors);
    }

    [Fact]
    public void A_value_is_handed_on_and_errors_are_kept()
    {
        Result<string> value = "xã";
        Result<string> refused = new List<Error> { Closed, Missing };

        Assert.Equal("xã, huyện", value.Then(text => text + ", huyện").Value);
        Assert.Equal([Closed, Missing], refused.Then(text => text + ", huyện").Errors);
        Assert.Equal([Closed, Missing], ((Result)refused).Errors);
        Assert.False(((Result)value).Refused);
    }

    [Fact]
    public void A_refusal_of_a_value_needs_a_reason() => Assert.Throws<ArgumentException>(() => (Result<string>)new List<Error>());
}
