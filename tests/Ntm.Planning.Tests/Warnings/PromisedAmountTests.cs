using Ntm.Planning.Domain.Warnings;

namespace Ntm.Planning.Tests.Warnings;

public sealed class PromisedAmountTests
{
    [Theory]
    [InlineData("Làm xong 1 vườn mẫu tại Thành Xuân", "vườn", 1)]
    [InlineData("Cải tạo 1.200 m hàng rào", "m", 1200)]
    [InlineData("Cứng hóa 0,7 km đường", "km", 0.7)]
    [InlineData("Ba khu dân cư kiểu mẫu", "khu dân cư", 3)]
    [InlineData("Từ 5 hộ chọn 2 vườn", "vườn", 2)]
    public void A_figure_before_the_unit_of_measure_is_read(string text, string measure, double value) =>
        Assert.Equal((decimal)value, PromisedAmount.In(text, measure));

    [Theory]
    [InlineData("Giúp một hộ thôn Nhân Hòa làm vườn mẫu", "vườn")]
    [InlineData("Làm 3 mô hình", "m")]
    [InlineData("Chỉnh trang đường 19/5 tuyến", "tuyến")]
    [InlineData("Vườn mẫu", "vườn")]
    public void Other_figures_are_not(string text, string measure) => Assert.Null(PromisedAmount.In(text, measure));
}
