using Ntm.Contracts.Dossier.V1;
using Ntm.Notifications;
using Ntm.RabbitMq;

return await ServiceProcess.RunAsync(args, typeof(IDossierEvent).Assembly, new NotificationsModule());
