"""The objects of a new org as far as a lead's qualification touches them: a line an object, `name:type[:more]` a field.

more: the longest text; the objects a reference points at, with `>` before the relationship's name; `!` where the
field is required. Fields that the system alone writes stand after the bar.
"""

MADE = (
    "CreatedDate:datetime LastModifiedDate:datetime SystemModstamp:datetime IsDeleted:boolean"
    " CreatedById:reference:User>CreatedBy LastModifiedById:reference:User>LastModifiedBy"
)

STANDARD = """
00Q Lead: FirstName:string:40 LastName:string:80! Salutation:picklist Company:string:255!
  Title:string:128 Email:email:80 Phone:phone:40 MobilePhone:phone:40 Website:url:255
  Industry:picklist NumberOfEmployees:int AnnualRevenue:currency
  Street:textarea:255 City:string:40 State:string:80 PostalCode:string:20 Country:string:80 LeadSource:picklist
  Status:picklist Rating:picklist Description:textarea:32000 HasOptedOutOfEmail:boolean DoNotCall:boolean
  OwnerId:reference:User,Group>Owner IndividualId:reference:Individual>Individual
  | Name:string IsConverted:boolean ConvertedDate:date
  ConvertedContactId:reference:Contact>ConvertedContact ConvertedAccountId:reference:Account>ConvertedAccount
  ConvertedOpportunityId:reference:Opportunity>ConvertedOpportunity
  MasterRecordId:reference:Lead>MasterRecord EmailBouncedDate:datetime EmailBouncedReason:string LastActivityDate:date
003 Contact: FirstName:string:40 LastName:string:80! Salutation:picklist AccountId:reference:Account>Account
  Title:string:128 Department:string:80 Email:email:80 Phone:phone:40 MobilePhone:phone:40 MailingStreet:textarea:255
  MailingCity:string:40 MailingState:string:80 MailingPostalCode:string:20 MailingCountry:string:80 LeadSource:picklist
  Description:textarea:32000 HasOptedOutOfEmail:boolean DoNotCall:boolean ReportsToId:reference:Contact>ReportsTo
  OwnerId:reference:User>Owner IndividualId:reference:Individual>Individual
  | Name:string MasterRecordId:reference:Contact>MasterRecord EmailBouncedDate:datetime EmailBouncedReason:string
  LastActivityDate:date
001 Account: Name:string:255! Website:url:255 Industry:picklist NumberOfEmployees:int AnnualRevenue:currency
  Type:picklist Phone:phone:40 BillingStreet:textarea:255 BillingCity:string:40 BillingState:string:80
  BillingPostalCode:string:20 BillingCountry:string:80 Description:textarea:32000 TickerSymbol:string:20
  Ownership:picklist Rating:picklist ParentId:reference:Account>Parent OwnerId:reference:User>Owner
  | MasterRecordId:reference:Account>MasterRecord LastActivityDate:date
006 Opportunity: Name:string:120! AccountId:reference:Account>Account StageName:picklist! CloseDate:date!
  Amount:currency Type:picklist LeadSource:picklist NextStep:string:255 Description:textarea:32000 Probability:percent
  OwnerId:reference:User>Owner
  | IsClosed:boolean IsWon:boolean
00K OpportunityContactRole: OpportunityId:reference:Opportunity>Opportunity! ContactId:reference:Contact>Contact!
  Role:picklist IsPrimary:boolean |
00T Task: WhoId:reference:Lead,Contact>Who WhatId:reference:Account,Opportunity>What Subject:string:255
  Description:textarea:32000 Status:picklist Priority:picklist ActivityDate:date TaskSubtype:picklist Type:picklist
  CallDisposition:string:255 IsReminderSet:boolean ReminderDateTime:datetime OwnerId:reference:User,Group>Owner
  | AccountId:reference:Account>Account IsClosed:boolean CompletedDateTime:datetime
0PK Individual: FirstName:string:40 LastName:string:80! ShouldForget:boolean HasOptedOutProcessing:boolean |
00U Event: WhoId:reference:Lead,Contact>Who WhatId:reference:Account,Opportunity>What Subject:string:255
  Description:textarea:32000 StartDateTime:datetime! EndDateTime:datetime Type:picklist EventSubtype:picklist
  Location:string:255 ShowAs:picklist IsAllDayEvent:boolean OwnerId:reference:User>Owner
  | AccountId:reference:Account>Account
701 Campaign: Name:string:80! Type:picklist Status:picklist |
00v CampaignMember: CampaignId:reference:Campaign>Campaign! LeadId:reference:Lead>Lead
  ContactId:reference:Contact>Contact Status:picklist | HasResponded:boolean FirstRespondedDate:date
005 User: Username:string:80! LastName:string:80! FirstName:string:40 Email:email:80 IsActive:boolean
  UserType:picklist | Name:string
00G Group: Name:string:40! DeveloperName:string:80 Type:picklist |
0PS PermissionSet: Name:string:80! Label:string:80! Description:string:255 PermissionsTransferAnyLead:boolean
  PermissionsTransferAnyEntity:boolean PermissionsEditTask:boolean PermissionsApiEnabled:boolean
  PermissionsRunReports:boolean |
0Pa PermissionSetAssignment: PermissionSetId:reference:PermissionSet>PermissionSet!
  AssigneeId:reference:User>Assignee! |
01k FieldPermissions: ParentId:reference:PermissionSet>Parent! SobjectType:picklist! Field:picklist!
  PermissionsRead:boolean PermissionsEdit:boolean |
110 ObjectPermissions: ParentId:reference:PermissionSet>Parent! SobjectType:picklist! PermissionsRead:boolean
  PermissionsCreate:boolean PermissionsEdit:boolean PermissionsDelete:boolean PermissionsViewAllRecords:boolean
  PermissionsModifyAllRecords:boolean |
7k4 EventRelayFeedback: EventRelayConfigId:string:18 RemoteResource:string:255 Status:string:40 ErrorMessage:string:255
  | EventRelayNumber:string:40
00D Organization: Name:string:80 IsSandbox:boolean |
017 AccountHistory: | AccountId:reference:Account>Account Field:picklist DataType:picklist OldValue:any NewValue:any
03H ContactHistory: | ContactId:reference:Contact>Contact Field:picklist DataType:picklist OldValue:any NewValue:any
00q LeadHistory: | LeadId:reference:Lead>Lead Field:picklist DataType:picklist OldValue:any NewValue:any
01P OpportunityFieldHistory: | OpportunityId:reference:Opportunity>Opportunity Field:picklist DataType:picklist
  OldValue:any NewValue:any
008 OpportunityHistory: | OpportunityId:reference:Opportunity>Opportunity StageName:picklist Amount:currency
  CloseDate:date Probability:percent
01J OpportunityStage: MasterLabel:string:255! ApiName:string:255 IsClosed:boolean IsWon:boolean IsActive:boolean
  DefaultProbability:percent |
07a CurrencyType: IsoCode:picklist! ConversionRate:double! IsCorporate:boolean IsActive:boolean |
000 FieldDefinition: EntityDefinitionId:string:255! QualifiedApiName:string:255! IsFieldHistoryTracked:boolean |
"""

TOOLING = """
00N CustomField: FullName:string:255! TableEnumOrId:string:40 DeveloperName:string:80 Metadata:json |
0YL PlatformEventChannel: FullName:string:80! DeveloperName:string:80 Metadata:json |
0v8 PlatformEventChannelMember: FullName:string:80! DeveloperName:string:80 EventChannel:string:80
  SelectedEntity:string:80 Metadata:json |
0XA NamedCredential: FullName:string:80! DeveloperName:string:80 Endpoint:string:255 PrincipalType:string:40
  Metadata:json |
7k2 EventRelayConfig: FullName:string:80! DeveloperName:string:80 EventChannel:string:80
  DestinationResourceName:string:255 RelayOption:string:4000 State:string:40 Metadata:json |
"""

CHILDREN = """
Account.Contacts Contact.AccountId | Account.Opportunities Opportunity.AccountId | Account.Tasks Task.WhatId
Contact.Tasks Task.WhoId | Contact.CampaignMembers CampaignMember.ContactId
Contact.OpportunityContactRoles OpportunityContactRole.ContactId
Lead.Tasks Task.WhoId | Lead.CampaignMembers CampaignMember.LeadId
Opportunity.OpportunityContactRoles OpportunityContactRole.OpportunityId
"""
