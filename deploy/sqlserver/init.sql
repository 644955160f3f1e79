-- A database a service and two logins each: the owner migrates, the other reads and writes rows and changes nothing else.
-- On the audit chains the migrations deny UPDATE and DELETE.
-- Run by sqlcmd, which takes $(NAME) from the environment; may run twice. Texts compare by code point, as on the other
-- engines; snapshots keep readers from waiting for writers.
:on error exit
SET NOCOUNT ON;
GO
IF DB_ID('ntm_identity') IS NULL CREATE DATABASE [ntm_identity] COLLATE Latin1_General_100_BIN2;
GO
ALTER DATABASE [ntm_identity] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID('ntm_identity_owner') IS NULL CREATE LOGIN [ntm_identity_owner] WITH PASSWORD = '$(IDENTITY_OWNER_PASSWORD)', DEFAULT_DATABASE = [ntm_identity];
IF SUSER_ID('ntm_identity') IS NULL CREATE LOGIN [ntm_identity] WITH PASSWORD = '$(IDENTITY_PASSWORD)', DEFAULT_DATABASE = [ntm_identity];
GO
USE [ntm_identity];
GO
IF USER_ID('ntm_identity_owner') IS NULL CREATE USER [ntm_identity_owner] FOR LOGIN [ntm_identity_owner];
IF USER_ID('ntm_identity') IS NULL CREATE USER [ntm_identity] FOR LOGIN [ntm_identity];
ALTER ROLE db_owner ADD MEMBER [ntm_identity_owner];
ALTER ROLE db_datareader ADD MEMBER [ntm_identity];
ALTER ROLE db_datawriter ADD MEMBER [ntm_identity];
GO
IF DB_ID('ntm_assessment') IS NULL CREATE DATABASE [ntm_assessment] COLLATE Latin1_General_100_BIN2;
GO
ALTER DATABASE [ntm_assessment] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID('ntm_assessment_owner') IS NULL CREATE LOGIN [ntm_assessment_owner] WITH PASSWORD = '$(ASSESSMENT_OWNER_PASSWORD)', DEFAULT_DATABASE = [ntm_assessment];
IF SUSER_ID('ntm_assessment') IS NULL CREATE LOGIN [ntm_assessment] WITH PASSWORD = '$(ASSESSMENT_PASSWORD)', DEFAULT_DATABASE = [ntm_assessment];
GO
USE [ntm_assessment];
GO
IF USER_ID('ntm_assessment_owner') IS NULL CREATE USER [ntm_assessment_owner] FOR LOGIN [ntm_assessment_owner];
IF USER_ID('ntm_assessment') IS NULL CREATE USER [ntm_assessment] FOR LOGIN [ntm_assessment];
ALTER ROLE db_owner ADD MEMBER [ntm_assessment_owner];
ALTER ROLE db_datareader ADD MEMBER [ntm_assessment];
ALTER ROLE db_datawriter ADD MEMBER [ntm_assessment];
GO
IF DB_ID('ntm_planning') IS NULL CREATE DATABASE [ntm_planning] COLLATE Latin1_General_100_BIN2;
GO
ALTER DATABASE [ntm_planning] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID('ntm_planning_owner') IS NULL CREATE LOGIN [ntm_planning_owner] WITH PASSWORD = '$(PLANNING_OWNER_PASSWORD)', DEFAULT_DATABASE = [ntm_planning];
IF SUSER_ID('ntm_planning') IS NULL CREATE LOGIN [ntm_planning] WITH PASSWORD = '$(PLANNING_PASSWORD)', DEFAULT_DATABASE = [ntm_planning];
GO
USE [ntm_planning];
GO
IF USER_ID('ntm_planning_owner') IS NULL CREATE USER [ntm_planning_owner] FOR LOGIN [ntm_planning_owner];
IF USER_ID('ntm_planning') IS NULL CREATE USER [ntm_planning] FOR LOGIN [ntm_planning];
ALTER ROLE db_owner ADD MEMBER [ntm_planning_owner];
ALTER ROLE db_datareader ADD MEMBER [ntm_planning];
ALTER ROLE db_datawriter ADD MEMBER [ntm_planning];
GO
IF DB_ID('ntm_dossier') IS NULL CREATE DATABASE [ntm_dossier] COLLATE Latin1_General_100_BIN2;
GO
ALTER DATABASE [ntm_dossier] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID('ntm_dossier_owner') IS NULL CREATE LOGIN [ntm_dossier_owner] WITH PASSWORD = '$(DOSSIER_OWNER_PASSWORD)', DEFAULT_DATABASE = [ntm_dossier];
IF SUSER_ID('ntm_dossier') IS NULL CREATE LOGIN [ntm_dossier] WITH PASSWORD = '$(DOSSIER_PASSWORD)', DEFAULT_DATABASE = [ntm_dossier];
GO
USE [ntm_dossier];
GO
IF USER_ID('ntm_dossier_owner') IS NULL CREATE USER [ntm_dossier_owner] FOR LOGIN [ntm_dossier_owner];
IF USER_ID('ntm_dossier') IS NULL CREATE USER [ntm_dossier] FOR LOGIN [ntm_dossier];
ALTER ROLE db_owner ADD MEMBER [ntm_dossier_owner];
ALTER ROLE db_datareader ADD MEMBER [ntm_dossier];
ALTER ROLE db_datawriter ADD MEMBER [ntm_dossier];
GO
IF DB_ID('ntm_notifications') IS NULL CREATE DATABASE [ntm_notifications] COLLATE Latin1_General_100_BIN2;
GO
ALTER DATABASE [ntm_notifications] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID('ntm_notifications_owner') IS NULL CREATE LOGIN [ntm_notifications_owner] WITH PASSWORD = '$(NOTIFICATIONS_OWNER_PASSWORD)', DEFAULT_DATABASE = [ntm_notifications];
IF SUSER_ID('ntm_notifications') IS NULL CREATE LOGIN [ntm_notifications] WITH PASSWORD = '$(NOTIFICATIONS_PASSWORD)', DEFAULT_DATABASE = [ntm_notifications];
GO
USE [ntm_notifications];
GO
IF USER_ID('ntm_notifications_owner') IS NULL CREATE USER [ntm_notifications_owner] FOR LOGIN [ntm_notifications_owner];
IF USER_ID('ntm_notifications') IS NULL CREATE USER [ntm_notifications] FOR LOGIN [ntm_notifications];
ALTER ROLE db_owner ADD MEMBER [ntm_notifications_owner];
ALTER ROLE db_datareader ADD MEMBER [ntm_notifications];
ALTER ROLE db_datawriter ADD MEMBER [ntm_notifications];
GO
