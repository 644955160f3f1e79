using System.CommandLine;
using Ntm.Host.Commands;
using Ntm.Web;

OwnFiles.CloseToOthers();
var root = new RootCommand(
    "NtmPlatform: nền tảng xét công nhận nông thôn mới. Không kèm lệnh nào: khởi động hệ thống; thư mục dữ liệu và địa chỉ khác: "
        + "--Host:DataFolder=… --Host:Address=http://127.0.0.1:5391."
)
{
    RunCommand.Create(),
    MigrateCommand.Create(),
    CreateAdministratorCommand.Create(),
    AuditCommand.Create(),
    ReconcileCommand.Create(),
    RehearseCommand.Create(),
};
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction((parsed, cancellation) => RunCommand.RunAsync([.. parsed.UnmatchedTokens], cancellation));
return await root.Parse(args).InvokeAsync();
