using Ntm.BuildingBlocks.Hosting;
using Ntm.Contracts.Dossier.V1;
using Ntm.Notifications;

return await ServiceProcess.RunAsync(args, typeof(IDossierFact).Assembly, new NotificationsModule(), services => services.AddOpenApi());
