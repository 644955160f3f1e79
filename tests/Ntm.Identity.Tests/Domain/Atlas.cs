using System.Globalization;
using Ntm.Commands;
using Ntm.Identity.Domain;
using Ntm.Web;

namespace Ntm.Identity.Tests.Domain;

/// <summary>A small country to try acts on, without a database.</summary>
internal sealed class Atlas
{
    public UnitTree Tree { get; } = new([]);

    public static Atlas WithOneDistrict()
    {
        var atlas = new Atlas();
        var register = new UnitRegister(atlas.Tree, atlas.Act("2020-01-01"));
        Assert.Null(register.Register("42", UnitLevel.Province, "Tỉnh Hà Tĩnh", null));
        Assert.Null(register.Register("439", UnitLevel.District, "Huyện Hương Sơn", "42"));
        Assert.Null(register.Register("18175", UnitLevel.Commune, "Xã Sơn Bằng", "439"));
        Assert.Null(register.Register("18187", UnitLevel.Commune, "Xã Sơn Trung", "439"));
        Assert.Null(register.Register("18175-01", UnitLevel.Village, "Thôn Một", "18175"));
        Assert.Null(register.Register("18175-02", UnitLevel.Village, "Thôn Hai", "18175"));
        return atlas;
    }

    public static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    public UnitAct Act(string on, UnitActKind kind = UnitActKind.Registration) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            Document = new LegalDocument("01/QĐ", Day(on)),
            EffectiveOn = Day(on),
            RecordedAt = default,
            RecordedBy = "test",
        };

    public Error? Try(string on, Func<UnitRegister, Error?> act) => act(new UnitRegister(Tree, Act(on)));

    public Error? Merge(string on, IReadOnlyList<string> sources, NewUnit target)
    {
        var act = Act(on, UnitActKind.Merge);
        return new UnitRegister(Tree, act).Merge(Tree, act, sources, target);
    }

    public Error? Split(string on, string source, params NewUnit[] targets)
    {
        var act = Act(on, UnitActKind.Split);
        return new UnitRegister(Tree, act).Split(Tree, source, act, targets);
    }
}
