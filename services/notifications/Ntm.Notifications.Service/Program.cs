using Ntm.Contracts.Dossier.V1;
using Ntm.Notifications;
using Ntm.ServiceHost;

return await ServiceProcess.RunAsync(args, typeof(IDossierEvent).Assembly, new NotificationsModule());
