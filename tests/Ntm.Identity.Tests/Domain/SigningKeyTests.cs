using Ntm.Identity.Domain;

namespace Ntm.Identity.Tests.Domain;

public sealed class SigningKeyTests
{
    private static readonly DateTimeOffset Now = new(2023, 3, 15, 5, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(11);

    [Fact]
    public void A_published_key_signs_only_from_its_time_on()
    {
        SigningKey[] keys = [Key("old", -60), Key("new", 15)];
        Assert.Equal("old", SigningKey.Signer(keys, Now.AddMinutes(15).AddTicks(-1))!.Kid);
        Assert.Equal("new", SigningKey.Signer(keys, Now.AddMinutes(15))!.Kid);
        Assert.Equal(["old", "new"], Trusted(keys, Now));
    }

    [Fact]
    public void An_old_key_is_trusted_until_its_last_token_has_run_out()
    {
        SigningKey[] keys = [Key("old", -60), Key("new", 0)];
        Assert.Equal(["old", "new"], Trusted(keys, Now.Add(Life).AddTicks(-1)));
        Assert.Equal(["new"], Trusted(keys, Now.Add(Life)));
    }

    [Fact]
    public void A_revoked_key_neither_signs_nor_is_trusted()
    {
        SigningKey[] keys = [Key("old", -60), Key("new", -1)];
        keys[1].Revoke(Now);
        Assert.Equal("old", SigningKey.Signer(keys, Now)!.Kid);
        Assert.Equal(["old"], Trusted(keys, Now));
        keys[0].Revoke(Now);
        Assert.Null(SigningKey.Signer(keys, Now));
        Assert.Empty(Trusted(keys, Now));
    }

    [Fact]
    public void Before_the_time_of_every_key_the_first_that_is_not_revoked_signs_and_all_are_trusted()
    {
        SigningKey[] keys = [Key("later", 60), Key("first", 15)];
        Assert.Equal("first", SigningKey.Signer(keys, Now)!.Kid);
        Assert.Equal(["first", "later"], Trusted(keys, Now));
        Assert.Equal("first", SigningKey.Signer(keys, Now.AddMinutes(60).AddTicks(-1))!.Kid);
        keys[1].Revoke(Now);
        Assert.Equal("later", SigningKey.Signer(keys, Now)!.Kid);
    }

    private static string[] Trusted(SigningKey[] keys, DateTimeOffset now) =>
        [.. SigningKey.Trusted(keys, now, Life).Select(key => key.Kid)];

    private static SigningKey Key(string kid, int minutes) =>
        new()
        {
            Kid = kid,
            PublicKey = "",
            ProtectedPrivateKey = "",
            CreatedAt = Now,
            SignsFrom = Now.AddMinutes(minutes),
        };
}
