namespace Ntm.Planning.Tests.Warnings;

/// <summary>Where the rules and the table of warnings differ, and why.</summary>
internal static class SeedWarningNotes
{
    private const string Login = "Hệ thống chưa có tài khoản cho các cơ quan này; bảng không nói về tài khoản.";
    private const string LikeS0 = "Cùng sự việc với S0-W15; bảng chỉ ghi ở S0.";

    /// <summary>Rows that no rule can see in the content.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unseen = new Dictionary<string, string>
    {
        ["S0-W12"] = "Lỗi chính tả của văn bản; nội dung được nhập đã viết đúng.",
        ["S0-W13"] = "Hai cách viết trong văn bản; nội dung được nhập chỉ có một.",
        ["S1-W03"] = "Câu đứt trong văn bản; nội dung chỉ giữ phần đọc được.",
        ["S1-W04"] = "Chữ \"đợt cao điểm\" nằm trong câu mà các bảng không chép; có luật peak-without-dates và phép thử riêng.",
        ["S1-W13"] = "Lỗi chính tả của văn bản; nội dung được nhập đã viết đúng.",
        ["S1-W15"] = "Khung trang web quanh văn bản; không được nhập.",
        ["S1-W16"] = "Câu thiếu chữ trong văn bản; nội dung chỉ giữ phần đọc được.",
        ["S2-W14"] = "Lỗi chính tả của văn bản; nội dung được nhập đã viết đúng.",
        ["S3-W11"] = "Ba tên trong văn bản cho một ban; nội dung được nhập chỉ có một.",
        ["S3-W13"] = "Chữ \"tại các xã\" không có trong chỉ tiêu được nhập.",
        ["S3-W14"] = "Số mục của văn bản không phải nội dung kế hoạch.",
        ["S3-W16"] = "Dạng Unicode: mọi chữ được chuẩn hóa NFC khi nhập.",
        ["S3-W20"] = "Bảng đã điền ban cán sự thôn vào chỗ văn bản bỏ trống; có luật task-without-owner và phép thử riêng.",
        ["S3-W21"] = "Câu thiếu chữ trong văn bản; nội dung chỉ giữ phần đọc được.",
        ["S3-W26"] = "So sánh hạn của ba xã; luật chỉ xem một kế hoạch.",
        ["S4-W05"] = "Lỗi chính tả của văn bản; nội dung được nhập đã viết đúng.",
        ["S4-W06"] = "Ba tên trong văn bản cho một ban; nội dung được nhập chỉ có một.",
    };

    /// <summary>Parts of rows that no rule can see.</summary>
    public static readonly IReadOnlyDictionary<(string Warning, string Row), string> UnseenRows = new Dictionary<(string, string), string>
    {
        [("S4-W07", "R02")] = "Nơi nhận không viết trong văn bản nhưng bảng đã điền; việc báo khi có khó khăn không có kỳ.",
    };

    /// <summary>Rows that a rule names besides those of the table.</summary>
    public static readonly IReadOnlyDictionary<(string Warning, string Rows), string> FurtherRows = new Dictionary<(string, string), string>
    {
        [("S0-W01", "T03;T04;T05;T06;T07")] = "Cùng hạn với T01, T02 hoặc cùng mốc quý I với T08.",
        [("S0-W03", "T03;T04;T05;K04;K06")] = "Cùng hạn \"trước ngày 30/4/2021\".",
        [("S0-W05", "T05")] = "Tiêu chí cứng của cùng các khu dân cư như T04.",
        [("S0-W09", "R-195;R-207;R-QYH")] = "Chính các nơi chốn mang tên ấy.",
        [("S0-W15", "K01;K02;K03;K07;K08;K09;K13;K15;K20;K23;K24;K25;K26")] = "Cũng không có hạn riêng.",
        [("S1-W11", "R-PRI5")] = "Dòng xếp tiêu chí khu dân cư vào cùng danh sách.",
        [("S2-W01", "K13")] = "Hồ sơ tiêu chí, cùng hạn với hồ sơ huyện K14.",
        [("S2-W05", "K20;K41")] = "Cũng hai nơi chỉ đạo, không ai thực hiện.",
        [("S2-W09", "K41")] = "Cùng tiêu đề với K20.",
        [("S2-W17", "K07;K08;K09;K10;K11;K13;K14")] = "Chính các nhiệm vụ cùng hạn 31/3.",
        [("S3-W05", "R04;R09")] = "Cùng câu: ban chỉ đạo và UBND xã báo về ban chỉ đạo.",
        [("S3-W06", "R08")] = "Cũng gửi ban chỉ đạo và UBND xã.",
        [("S3-W25", "G0")] = "Ngày ban hành 09/3/2023 cũng là thứ Năm.",
        [("S4-W03", "K03;K05")] = "Ban chỉ đạo xã, đài truyền thanh cũng được giao việc mà không có ở Nơi nhận.",
    };

    /// <summary>Severities that differ from the table's.</summary>
    public static readonly IReadOnlyDictionary<string, string> OtherSeverity = new Dictionary<string, string>
    {
        ["S1-W10"] = "Chỉ tiêu không có hạn là cảnh báo ở mọi kế hoạch, như S2-W08, S3-W08, S4-W01.",
        ["S4-W03"] = "Thiếu nơi nhận là thông tin ở mọi kế hoạch, như S0-W07, S1-W12.",
    };

    /// <summary>True warnings that the table does not have.</summary>
    public static readonly IReadOnlyDictionary<string, string> Additional = new Dictionary<string, string>
    {
        ["S0 no-responsible K23;K25"] = "Hai nơi chỉ đạo, không ai thực hiện.",
        ["S0 inferred-field"] = "Thể thức và nơi ban hành cấp trên được suy ra.",
        ["S0 body-without-login LHPN;DOAN;ND;CCB;NCT;QS;CA;CB-COSO;TV-BCD;HTX-HATRUNG;BANNGANH"] = Login,
        ["S0 due-on-holiday T01;T02;T03;T04;T05;T07;K04;K06"] = "30/4 là ngày lễ; cùng lý do với S2-W12.",
        ["S1 no-leader K18;K19;K20"] = "Ba đơn vị chỉ hỗ trợ; không nêu ai chủ trì.",
        ["S1 no-responsible K21"] = "Hai nơi chỉ đạo, không ai thực hiện.",
        ["S1 body-without-login LHPN;DOAN;ND;CCB;CA;QS;CDCS;BTV-DU;CB-DIABAN;TLG"] = Login,
        ["S1 task-without-due K02;K03;K04;K05;K06;K07;K08;K09;K10;K11;K12;K13;K14;K15;K16;K17;K18;K19;K20;K21;K22"] = LikeS0,
        ["S1 cutoff-missing R02"] = "Tổng hợp tuần không nêu thứ; như S0-W08.",
        ["S2 inferred-field"] = "Thể thức được suy ra.",
        [
            "S2 body-without-login UV-BTV;UV-BCH;PCT-1;PCT-2;PCT-3;KTHT;QLDA;TTVHHTT;TTYT;GDDT;NNPTNT;TNMT;CA"
                + ";TCKH;CHUDT;PHONGNGANH;LHPN;ND;HDOAN;CCB;LDLD;SO;HTX"
        ] = Login,
        [
            "S2 task-without-due K17;K18;K19;K20;K21;K22;K23;K24;K25;K26;K27;K28;K29;K30;K31;K32;K33;K34;K35;K36"
                + ";K37;K38;K39;K40;K41;K42"
        ] = LikeS0,
        ["S2 no-leader K27;K28;K29;K31;K32"] = "Đoàn thể chỉ phối hợp; không nêu ai chủ trì.",
        ["S2 cutoff-missing R01;R02"] = "Giao ban tuần, soát xét tháng không nêu ngày; như S4-W07.",
        ["S3 base-missing T06;T15;T16;T17;T18;T19;T20;T24"] = "Tỷ lệ không nêu mẫu số; như S2-W15.",
        ["S3 target-without-unit T05;T07;T08;T09;T10;T11;T12;T13;T14"] =
            "Bảng giao thôn không có trong tệp (S3-W07): chưa thôn nào được giao.",
        ["S3 target-unanswered T17;T18;T20;T21;T22;T23;T24;T25"] = "Không nhiệm vụ nào phục vụ các chỉ tiêu này.",
        ["S3 no-leader K15"] = "Mặt trận chỉ phối hợp; không nêu ai chủ trì.",
        ["S3 no-responsible K12;K27"] = "Hai nơi chỉ đạo, không ai thực hiện.",
        ["S3 body-without-login BQL;TV-BCD;BVH;BMT-THON;TLG;TDC;HTX-MT;TRUONG;TRAM;DOANTCT;PB-HUYEN;VPDP-TINH;STNMT"] = Login,
        [
            "S3 task-without-due K01;K02;K03;K04;K05;K06;K07;K08;K09;K11;K12;K13;K14;K15;K16;K17;K18;K19;K20;K21"
                + ";K22;K23;K24;K25;K26;K27;K28;K29;K30;K31;K32;K33"
        ] = LikeS0,
        ["S3 cutoff-missing R05;R06;R07"] = "Đánh giá cuối tuần, cuối tháng không nêu ngày.",
        ["S4 inferred-field"] = "Thể thức được suy ra.",
        ["S4 target-unanswered T02"] = "Không nhiệm vụ nào phục vụ chỉ tiêu không để rớt tiêu chí.",
        ["S4 no-responsible K03"] = "Hai nơi chỉ đạo, không ai thực hiện.",
        ["S4 reporting-missing R01;R02"] = "Chỉ có họp và báo khó khăn; không ai báo cáo kết quả.",
        ["S4 body-without-login TB-BCD;BQL;DAI;CBCC"] = Login,
        ["S4 task-without-due K01;K02;K03;K04;K05;K06;K07;K08;K09;K10;K11"] = LikeS0,
    };
}
