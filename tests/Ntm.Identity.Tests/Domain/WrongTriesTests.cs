using Ntm.Identity.Domain;

namespace Ntm.Identity.Tests.Domain;

public sealed class WrongTriesTests
{
    private static readonly DateTimeOffset Now = IdentityPlatform.Start;
    private static readonly TryLimit Limit = new(3, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 30)]
    [InlineData(4, 60)]
    [InlineData(5, 120)]
    [InlineData(6, 240)]
    [InlineData(7, 300)]
    [InlineData(500, 300)]
    public void Each_wait_is_twice_the_one_before_up_to_the_longest(int wrong, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), After(wrong).Left(Now));
    }

    [Theory]
    [InlineData(10, 0, 2)]
    [InlineData(10, -1, 3)]
    [InlineData(20, 0, 1)]
    [InlineData(30, 0, 0)]
    [InlineData(500, 0, 0)]
    public void One_wears_off_in_each_interval(int minutes, int ticks, int left)
    {
        var tries = After(3);
        tries.Add(Limit, Now.AddMinutes(minutes).AddTicks(ticks));

        Assert.Equal(left + 1, tries.Count);
    }

    [Fact]
    public void Tries_that_come_just_before_one_wears_off_do_not_stop_the_wearing_off()
    {
        var tries = After(1);
        tries.Add(Limit, Now.AddMinutes(9));
        tries.Add(Limit, Now.AddMinutes(11));

        Assert.Equal(2, tries.Count);
    }

    [Fact]
    public void It_says_nothing_any_more_once_all_are_worn_off_and_no_wait_is_left()
    {
        Assert.Equal(Now.AddMinutes(20), After(2).ForgottenAt);
        Assert.Equal(Now.AddMinutes(30), After(3).ForgottenAt);
    }

    private static WrongTries After(int wrong)
    {
        var tries = new WrongTries { Key = "" };
        for (var number = 0; number < wrong; number++)
        {
            tries.Add(Limit, Now);
        }

        return tries;
    }
}
